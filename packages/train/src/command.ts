const [first, ...rest] = process.argv.slice(2);

if (first === 'rate') {
  const { runRate } = await import('./rateCommand.js');
  await runRate(rest);
} else {
  const [{ runStage }, { trainStage }] = await Promise.all([import('@bcos-bench/stage'), import('./trainStage.js')]);
  await runStage(trainStage);
}
