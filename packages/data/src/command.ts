import { hideBin } from 'yargs/helpers';

const [first, ...rest] = hideBin(process.argv);

if (first === 'identity') {
  const { runIdentity } = await import('./identityCommand.js');
  await runIdentity(rest);
} else {
  const [{ runStage }, { dataStage }] = await Promise.all([import('@bcos-bench/stage'), import('./dataStage.js')]);
  await runStage(dataStage);
}
