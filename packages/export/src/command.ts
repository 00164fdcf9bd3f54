import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine({
  name: 'bcos-export',
  stage: async () => {
    const [{ runStage }, { exportStage }] = await Promise.all([
      import('@bcos-bench/stage'),
      import('./exportStage.js'),
    ]);
    await runStage(exportStage);
  },
});
