import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine({
  name: 'bcos-predict',
  stage: async () => {
    const [{ runStage }, { predictStage }] = await Promise.all([
      import('@bcos-bench/stage'),
      import('./predictStage.js'),
    ]);
    await runStage(predictStage);
  },
});
