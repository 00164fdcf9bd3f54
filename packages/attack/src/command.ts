import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-attack',
  stage: async () => {
    const [{ runStage }, { attackStage }] = await Promise.all([import('@bcos-bench/cli'), import('./attackStage.js')]);
    await runStage(attackStage);
  },
  subcommands: { rate: async (argv) => (await import('./rateCommand.js')).runRate(argv) },
  longSubcommands: { cells: async () => (await import('./jobsCommand.js')).runJobs() },
});
