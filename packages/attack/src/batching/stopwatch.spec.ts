import { expect, it } from 'vitest';
import { startStopwatch } from './stopwatch.js';

/** A clock that stands still but for the seconds that are let pass. */
function fakeClock() {
  let nanoseconds = 0n;
  return { now: () => nanoseconds, pass: (seconds: number) => (nanoseconds += BigInt(seconds * 1e9)) };
}

it('gives each part its own time, without what it waits for', () => {
  const { now, pass } = fakeClock();
  const stopwatch = startStopwatch(now);
  function* numbers() {
    for (const number of [1, 2, 3]) {
      pass(10);
      yield number;
    }
  }
  function* doubled(items: Iterable<number>) {
    for (const item of items) {
      pass(1);
      yield 2 * item;
    }
  }
  const all = stopwatch.timed('second', doubled(stopwatch.timed('first', numbers())));
  pass(500);
  const seen: number[] = [];
  for (const item of all) {
    pass(100);
    seen.push(item);
  }
  expect(seen).toEqual([2, 4, 6]);
  expect(stopwatch.seconds()).toEqual({ second: 3, first: 30 });
});

it('ends what it times when it is left early', () => {
  let isEnded = false;
  function* endless() {
    try {
      for (;;) yield 1;
    } finally {
      isEnded = true;
    }
  }
  for (const item of startStopwatch().timed('a', endless())) if (item === 1) break;
  expect(isEnded).toBe(true);
});
