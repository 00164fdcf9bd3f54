import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Patience } from './patience.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('aborts when nothing was heard for long enough', () => {
  const patience = new Patience(1000);
  vi.advanceTimersByTime(900);
  patience.heard();
  vi.advanceTimersByTime(900);
  expect(patience.signal.aborted).toBe(false);
  vi.advanceTimersByTime(200);
  expect(patience.signal.aborted).toBe(true);
  expect(patience.signal.reason).toEqual(new Error('nothing came for 1 seconds'));
});

it('never aborts once it has ended', () => {
  const patience = new Patience(1000);
  patience.end();
  vi.advanceTimersByTime(5000);
  expect(patience.signal.aborted).toBe(false);
});
