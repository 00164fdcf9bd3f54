import { hideBin } from 'yargs/helpers';
import { runStage } from '@bcos-bench/stage';

const [first, ...rest] = hideBin(process.argv);

if (first === 'diff') {
  const { runDiff } = await import('./diff/diffCommand.js');
  await runDiff(rest);
} else {
  const { reportStage } = await import('./reportStage.js');
  await runStage(reportStage);
}
