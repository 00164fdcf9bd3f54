import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-train',
  stage: async () => {
    const [{ runStage }, { trainStage }] = await Promise.all([import('@bcos-bench/cli'), import('./trainStage.js')]);
    await runStage(trainStage);
  },
  subcommands: { rate: async (argv) => (await import('./rateCommand.js')).runRate(argv) },
});
