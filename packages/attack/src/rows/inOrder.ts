/**
 * Puts things that come in any order into the order of their places. What has come too early waits: as many as come between
 * the first and the last of neighbours.
 * @param from the place of the first
 */
export function* inOrder<T>(things: Iterable<T>, placeOf: (thing: T) => number, from: number): Generator<T> {
  const early = new Map<number, T>();
  let next = from;
  for (const thing of things) {
    early.set(placeOf(thing), thing);
    for (let ready = early.get(next); ready !== undefined; ready = early.get(next)) {
      early.delete(next);
      next += 1;
      yield ready;
    }
  }
  if (early.size > 0) throw new RangeError(`place ${next} is missing, and ${early.size} others wait for it`);
}
