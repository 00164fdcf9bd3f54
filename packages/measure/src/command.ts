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
  subcommands: { rate: async (argv) => (await import('./rate/rateCommand.js')).runRate(argv) },
  longSubcommands: {
    detect: async (argv) => {
      const [{ runStage }, { detectStage }] = await Promise.all([
        import('@bcos-bench/cli'),
        import('./detection/detectStage.js'),
      ]);
      await runStage(detectStage, argv);
    },
  },
});
