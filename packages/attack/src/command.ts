import { runCommandLine } from '@bcos-bench/stage/subcommand';

await runCommandLine(
  {
    rate: async (argv) => (await import('./rateCommand.js')).runRate(argv),
    cells: async () => (await import('./cellsCommand.js')).runCells(),
  },
  async () => {
    const [{ runStage }, { attackStage }] = await Promise.all([
      import('@bcos-bench/stage'),
      import('./attackStage.js'),
    ]);
    await runStage(attackStage);
  },
);
