import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { progressScreen } from './progressScreen.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('is the last line of a terminal, cut to its width, and goes when the run ends', () => {
  let written = '';
  const screen = progressScreen(
    { isTTY: true, columns: 10, write: (text) => (written += text) },
    () => '12/61 tasks, 3m20s left',
  );
  screen.above(() => (written += 'note: a\n'));
  expect(written).toBe('\r\u001B[Knote: a\n\r\u001B[K12/61 tas');
  written = '';
  vi.advanceTimersByTime(1000);
  expect(written).toBe('\r\u001B[K12/61 tas');
  written = '';
  screen.close();
  vi.advanceTimersByTime(5000);
  expect(written).toBe('\r\u001B[K');
});

it('is a line every ten seconds where there is no terminal, as soon as there is something to say', () => {
  let written = '';
  let text: string | null = null;
  const screen = progressScreen({ write: (more) => (written += more) }, () => text);
  vi.advanceTimersByTime(10_000);
  screen.above(() => (written += 'note: a\n'));
  text = '2/10 tasks';
  vi.advanceTimersByTime(20_000);
  screen.close();
  vi.advanceTimersByTime(20_000);
  expect(written).toBe('note: a\n2/10 tasks\n2/10 tasks\n');
});
