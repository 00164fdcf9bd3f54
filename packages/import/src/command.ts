const [first, ...rest] = process.argv.slice(2);

if (first === 'identity') {
  const { runIdentity } = await import('./identityCommand.js');
  await runIdentity(rest);
} else {
  const [{ runStage }, { importStage }] = await Promise.all([import('@bcos-bench/stage'), import('./importStage.js')]);
  await runStage(importStage);
}
