import type { RandomStream } from '@bcos-bench/random';

/** A whole number, uniform in [0, end). */
export function below(random: RandomStream, end: number): number {
  return Math.floor(random.uniform() * end);
}

/** One of `items`, each as likely. @throws RangeError where there is none */
export function pick<T>(random: RandomStream, items: readonly T[]): T {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** Random bytes. */
export function randomBytes(random: RandomStream, count: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: count }, () => below(random, 256)));
}
