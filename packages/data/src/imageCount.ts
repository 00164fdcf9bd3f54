import type { SplitName } from '@bcos-bench/formats';
import { UsageFault } from '@bcos-bench/vocabulary/fault';

/**
 * How many images of a split to take: as many as asked for, or all.
 * @throws UsageFault where more are asked for than there are
 */
export function imageCount(split: SplitName, asked: number | undefined, available: number): number {
  if (asked !== undefined && asked > available) {
    throw new UsageFault({
      what: `${asked} images are asked for, but the data set has ${available}`,
      where: `--${split}`,
      remedy: 'ask for fewer, or omit the flag to take all',
    });
  }
  return asked ?? available;
}
