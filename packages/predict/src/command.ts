import { runCommandLine } from '@bcos-bench/cli/subcommand';

await runCommandLine({
  name: 'bcos-predict',
  stage: async () => {
    const [{ runStage }, { predictStage }] = await Promise.all([
      import('@bcos-bench/cli'),
      import('./predictStage.js'),
    ]);
    await runStage(predictStage);
  },
  longSubcommands: {
    check: async (argv) => {
      const [{ runStage }, { checkStage }] = await Promise.all([
        import('@bcos-bench/cli'),
        import('./check/checkStage.js'),
      ]);
      await runStage(checkStage, argv);
    },
  },
});
