import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine({
  name: 'bcos-explain',
  stage: async () => {
    const [{ runStage }, { explainStage }] = await Promise.all([import('@bcos-bench/stage'), import('./stage.js')]);
    await runStage(explainStage);
  },
});
