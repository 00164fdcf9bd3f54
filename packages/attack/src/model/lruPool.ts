/** What holds memory until it is told to let go. */
export interface Disposable {
  dispose(): void;
}

/** Where things wait that may be wanted again, by keys that say what they are. */
export interface LruPool<T extends Disposable> {
  /** A thing of that key, made where none is waiting; it is the caller's until it is given back. */
  readonly borrow: (key: string, make: () => T) => T;
  readonly giveBack: (key: string, thing: T) => void;
  /** Disposes of all that is waiting. */
  readonly dispose: () => void;
}

/** A pool in which nothing waits: what is given back is disposed of. */
export function noPool<T extends Disposable>(): LruPool<T> {
  return {
    borrow: (_key, make) => make(),
    giveBack: (_key, thing) => thing.dispose(),
    dispose: () => undefined,
  };
}

/**
 * A pool in which things wait as long as there is room; those that came back longest ago make room for others, and the last one
 * stays however large it is.
 * @param room how much it holds, in units of `sizeOf`
 */
export function lruPool<T extends Disposable>(room: number, sizeOf: (thing: T) => number): LruPool<T> {
  let waiting: { readonly key: string; readonly thing: T }[] = [];
  const taken = (): number => waiting.reduce((sum, { thing }) => sum + sizeOf(thing), 0);
  return {
    borrow: (key, make) => {
      const at = waiting.findLastIndex((entry) => entry.key === key);
      const [found] = at < 0 ? [] : waiting.splice(at, 1);
      return found === undefined ? make() : found.thing;
    },
    giveBack: (key, thing) => {
      waiting.push({ key, thing });
      while (waiting.length > 1 && taken() > room) waiting.shift()?.thing.dispose();
    },
    dispose: () => {
      for (const { thing } of waiting) thing.dispose();
      waiting = [];
    },
  };
}
