import type { PredictionSummary } from '@bcos-bench/formats';
import { percent, type Proportion } from '@bcos-bench/vocabulary';

/** What the terminal shows of a prediction: a line of accuracy, then a line a class. */
export function summaryLines({ network, dataset, split, images, loss, ...found }: PredictionSummary): string[] {
  const accuracy = `top-1 ${withInterval(found.top1)}, top-5 ${withInterval(found.top5)}`;
  const width = Math.max(...found.classes.map(({ name }) => name.length));
  return [
    `${network} on ${images} ${split} images of ${dataset}: ${accuracy}, ${loss.kind} ${loss.mean.toFixed(4)}`,
    ...found.classes.map(({ name, top1 }) => {
      const share = top1.total === 0 ? 'none' : `${percent(top1.value)}%`;
      return `  ${name.padEnd(width)}  ${share.padStart(6)}  ${top1.correct} of ${top1.total}`;
    }),
  ];
}

function withInterval({ value, low, high }: Proportion): string {
  return `${percent(value)}% (${percent(low)} to ${percent(high)})`;
}
