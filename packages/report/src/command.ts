import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-report',
  stage: async () => {
    const [{ runStage }, { reportStage }] = await Promise.all([import('@bcos-bench/cli'), import('./reportStage.js')]);
    await runStage(reportStage);
  },
  subcommands: { diff: async (argv) => (await import('./diff/diffCommand.js')).runDiff(argv) },
});
