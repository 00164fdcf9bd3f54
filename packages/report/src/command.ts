import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine({
  name: 'bcos-report',
  stage: async () => {
    const [{ runStage }, { reportStage }] = await Promise.all([
      import('@bcos-bench/stage'),
      import('./reportStage.js'),
    ]);
    await runStage(reportStage);
  },
  subcommands: { diff: async (argv) => (await import('./diff/diffCommand.js')).runDiff(argv) },
});
