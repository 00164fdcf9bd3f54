import { randomStream } from '@bcos-bench/random';

const ORDER = 0x0de2;

/** The places 0 to `count` - 1 in the order of an epoch (Fisher and Yates), which depends on (seed, epoch) alone. */
export function epochOrder(count: number, seed: number, epoch: number): Int32Array {
  const random = randomStream(seed, ORDER, epoch);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = Math.floor(random.uniform() * (i + 1));
    const [a = 0, b = 0] = [order[i], order[j]];
    order[i] = b;
    order[j] = a;
  }
  return order;
}
