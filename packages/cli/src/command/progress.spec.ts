import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { progressReporter } from './progress.js';

let written = '';
const terminal = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
beforeEach(() => {
  written = '';
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (written += String(text)) !== '');
  Object.defineProperty(process.stderr, 'isTTY', { value: false, configurable: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  if (terminal === undefined) Reflect.deleteProperty(process.stderr, 'isTTY');
  else Object.defineProperty(process.stderr, 'isTTY', terminal);
});

it('writes a line every ten seconds where there is no terminal', () => {
  const { report } = progressReporter(false);
  for (let second = 1; second <= 25; second += 1) {
    vi.advanceTimersByTime(1000);
    report({ done: second, total: 30, unit: 'steps', note: 'loss 0.5' });
  }
  expect(written).toBe('10/30 steps loss 0.5 20s left\n20/30 steps loss 0.5 10s left\n');
});

it('writes nothing when it is to be quiet', () => {
  const { report } = progressReporter(true);
  vi.advanceTimersByTime(60_000);
  report({ done: 1, total: 2, unit: 'steps' });
  expect(written).toBe('');
});
