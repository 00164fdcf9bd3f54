import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { timesASecond } from './workRate.js';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

it('leaves the first time out and goes on for some seconds', () => {
  const durations = [60_000, ...Array<number>(50).fill(500)];
  let done = 0;
  const rate = timesASecond(() => {
    vi.advanceTimersByTime(at(durations, done));
    done += 1;
  });
  expect(rate).toBe(2);
  expect(done).toBe(7);
});

it('does slow work twice', () => {
  let done = 0;
  const rate = timesASecond(() => {
    vi.advanceTimersByTime(10_000);
    done += 1;
  });
  expect(rate).toBe(0.1);
  expect(done).toBe(3);
});
