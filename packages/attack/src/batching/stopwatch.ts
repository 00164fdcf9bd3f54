import process from 'node:process';

/** How long the parts of a computation take that run in turns, each of which waits while another computes for it. */
export interface Stopwatch {
  /** The same items. The time that they take is that of part `name`, without that of other parts which it waits for. */
  timed: <Item>(name: string, items: Iterable<Item>) => Iterable<Item>;
  /** The seconds of each part so far, in the order in which they were first asked for something. */
  seconds: () => Readonly<Record<string, number>>;
}

/** @param now the time in nanoseconds */
export function startStopwatch(now: () => bigint = () => process.hrtime.bigint()): Stopwatch {
  const spent = new Map<string, bigint>();
  let [running, since]: [string | null, bigint] = [null, now()];
  /** Lets the clock of another part run; gives the one that ran. */
  const switchTo = (name: string | null): string | null => {
    const [before, moment] = [running, now()];
    if (before !== null) spent.set(before, (spent.get(before) ?? 0n) + moment - since);
    if (name !== null && !spent.has(name)) spent.set(name, 0n);
    [running, since] = [name, moment];
    return before;
  };
  function* timed<Item>(name: string, items: Iterable<Item>): Generator<Item> {
    const iterator = items[Symbol.iterator]();
    try {
      for (;;) {
        const before = switchTo(name);
        const next = iterator.next();
        switchTo(before);
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      iterator.return?.();
    }
  }
  const seconds = () => Object.fromEntries([...spent].map(([name, nanoseconds]) => [name, Number(nanoseconds) / 1e9]));
  return { timed, seconds };
}
