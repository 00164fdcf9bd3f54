import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine({
  name: 'bcos-train',
  stage: async () => {
    const [{ runStage }, { trainStage }] = await Promise.all([import('@bcos-bench/stage'), import('./trainStage.js')]);
    await runStage(trainStage);
  },
  subcommands: { rate: async (argv) => (await import('./rateCommand.js')).runRate(argv) },
});
