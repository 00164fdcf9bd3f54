import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-explain',
  stage: async () => {
    const [{ runStage }, { explainStage }] = await Promise.all([import('@bcos-bench/cli'), import('./stage.js')]);
    await runStage(explainStage);
  },
});
