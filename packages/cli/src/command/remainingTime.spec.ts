import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { remainingTime } from './remainingTime.js';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

it('goes by the rate since the start, not by what was done before', () => {
  const left = remainingTime();
  expect(left({ done: 900, total: 1000, unit: 'steps' })).toBe('');
  vi.advanceTimersByTime(10_000);
  expect(left({ done: 910, total: 1000, unit: 'steps' })).toBe('1m30s left');
  vi.advanceTimersByTime(10_000);
  expect(left({ done: 960, total: 1000, unit: 'steps' })).toBe('14s left');
  expect(left({ done: 1000, total: 1000, unit: 'steps' })).toBe('');
});

it('begins anew with another unit, and tells hours', () => {
  const left = remainingTime();
  left({ done: 0, total: 10, unit: 'steps' });
  vi.advanceTimersByTime(1000);
  expect(left({ done: 0, total: 10, unit: 'images' })).toBe('');
  vi.advanceTimersByTime(3_600_000);
  expect(left({ done: 1, total: 3, unit: 'images' })).toBe('2h00m left');
});
