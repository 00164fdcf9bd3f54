import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { progressKeeper, workInProgress } from './workInProgress.js';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bcos-work-'));
  out = join(folder, 'net');
});
afterEach(() => rmSync(folder, { recursive: true }));

function hold(host = hostname(), number = process.pid): void {
  const lock = join(folder, '.net.bcos/lock');
  mkdirSync(dirname(lock), { recursive: true });
  writeFileSync(lock, JSON.stringify({ stage: 'bcos-train', process: number, host, since: 'today' }));
}

it('is what a process that holds the lock has said of itself', () => {
  expect(workInProgress(out)).toBeNull();
  hold();
  expect(workInProgress(out)).toEqual({ stage: 'bcos-train', progress: null });
  const keeper = progressKeeper(out);
  keeper.report({ done: 1, total: 4, unit: 'steps' });
  // Within a second of the first.
  keeper.report({ done: 2, total: 4, unit: 'steps' });
  const progress = { done: 1, total: 4, unit: 'steps', note: '', left: '' };
  expect(workInProgress(out)).toEqual({ stage: 'bcos-train', progress });
  keeper.clear();
  expect(workInProgress(out)).toEqual({ stage: 'bcos-train', progress: null });
});

it('is nothing of a process that has ended, or that is elsewhere', () => {
  hold(hostname(), 2 ** 30);
  expect(workInProgress(out)).toBeNull();
  hold('another-host');
  expect(workInProgress(out)).toBeNull();
});

it('makes no folder where no stage works, and fails nobody where it cannot be written', () => {
  progressKeeper(out).report({ done: 1, total: 4, unit: 'steps' });
  expect(existsSync(join(folder, '.net.bcos'))).toBe(false);
  hold();
  mkdirSync(join(folder, '.net.bcos/progress.json'));
  expect(() => progressKeeper(out).report({ done: 1, total: 4, unit: 'steps' })).not.toThrow();
});
