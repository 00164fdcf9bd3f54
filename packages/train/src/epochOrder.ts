import { randomStream } from '@bcos-bench/random';
import { at } from '@bcos-bench/vocabulary';

const ORDER = 0x0de2;

/** The places 0 to `count` - 1 in the order of an epoch (Fisher and Yates), which depends on (seed, epoch) alone. */
export function epochOrder(count: number, seed: number, epoch: number): Int32Array {
  const random = randomStream(seed, ORDER, epoch);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = Math.floor(random.uniform() * (i + 1));
    const here = at(order, i);
    order[i] = at(order, j);
    order[j] = here;
  }
  return order;
}
