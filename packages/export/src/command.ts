import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-export',
  stage: async () => {
    const [{ runStage }, { exportStage }] = await Promise.all([import('@bcos-bench/cli'), import('./exportStage.js')]);
    await runStage(exportStage);
  },
});
