import { at, exactMcnemar } from '@bcos-bench/vocabulary';
import type { PairedWays, Reading } from '@bcos-bench/formats';
import { isRight, type Seen } from './outputOrders.js';

/** How many ways are tested at most: those that have the most images right. */
const MOST_TESTED = 3;
/** How often a network that is given its images in the right way may be stopped, at most. */
const FALSE_ALARMS = 0.01;

/** A way to give images, and what the network says of the first ones. */
export interface SeenReading {
  readonly reading: Reading;
  readonly seen: readonly Seen[];
}

/** A way that is better beyond chance. */
export interface BetterReading {
  readonly reading: Reading;
  readonly paired: PairedWays;
}

/**
 * The way to give images that is better than the network's own, image by image; null where none is. Those that have more of the first
 * images right are tested on further ones, because the best of many ways has gained by chance on the images that chose it. McNemar's exact
 * test, by Bonferroni over the ways that are tested.
 * @param own what the network says of the first images as it is
 * @param further what it says of further images, in a way or as it is
 */
export function betterReading(
  own: readonly Seen[],
  others: readonly SeenReading[],
  further: (reading: Reading | null) => readonly Seen[],
): BetterReading | null {
  const right = (seen: readonly Seen[]): number => seen.filter(isRight).length;
  const promising = others
    .filter(({ seen }) => right(seen) > right(own))
    .toSorted((a, b) => right(b.seen) - right(a.seen))
    .slice(0, MOST_TESTED);
  if (promising.length === 0) return null;
  const asItIs = further(null);
  const tested = promising.map(({ reading }) => ({ reading, paired: pairedWays(asItIs, further(reading)) }));
  const better = tested.filter(({ paired: { gained, lost, p } }) => gained > lost && p < FALSE_ALARMS / tested.length);
  const [best] = better.toSorted((a, b) => a.paired.p - b.paired.p);
  return best ?? null;
}

function pairedWays(own: readonly Seen[], other: readonly Seen[]): PairedWays {
  const differ = own.flatMap((seen, i) => (isRight(seen) === isRight(at(other, i)) ? [] : [isRight(seen)]));
  const lost = differ.filter(Boolean).length;
  const gained = differ.length - lost;
  return { images: own.length, gained, lost, p: exactMcnemar(gained, lost) };
}
