import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine({ diff: async (argv) => (await import('./diff/diffCommand.js')).runDiff(argv) }, async () => {
  const [{ runStage }, { reportStage }] = await Promise.all([import('@bcos-bench/stage'), import('./reportStage.js')]);
  await runStage(reportStage);
});
