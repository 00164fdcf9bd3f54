import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-measure',
  stage: async () => {
    const [{ runStage }, { measureStage }] = await Promise.all([
      import('@bcos-bench/cli'),
      import('./measureStage.js'),
    ]);
    await runStage(measureStage);
  },
});
