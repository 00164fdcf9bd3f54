const [first = '', ...rest] = process.argv.slice(2);

/** What `bcos-attack` does besides attacking, by the first word. */
const others: Readonly<Record<string, () => Promise<void>>> = {
  rate: async () => {
    const { runRate } = await import('./rateCommand.js');
    await runRate(rest);
  },
  cells: async () => {
    const { runCells } = await import('./cellsCommand.js');
    await runCells();
  },
};

async function attack(): Promise<void> {
  const [{ runStage }, { attackStage }] = await Promise.all([import('@bcos-bench/stage'), import('./attackStage.js')]);
  await runStage(attackStage);
}

await (Object.hasOwn(others, first) ? others[first] : attack)?.();
