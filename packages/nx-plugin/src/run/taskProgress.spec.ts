import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RunningNode } from './runningNodes.js';
import { taskProgress } from './taskProgress.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const running: RunningNode[] = [
  {
    node: 'train-a',
    stage: 'bcos-train',
    progress: { done: 3, total: 36, unit: 'epochs', note: 'loss 1', left: '9s left' },
  },
  { node: 'train-b', stage: 'bcos-train', progress: null },
  { node: 'train-c', stage: 'bcos-train', progress: null },
];

it('counts tasks, says what runs, and takes the time that is left from those that have run', () => {
  const { hear, text } = taskProgress();
  expect(text(running)).toBeNull();
  expect(hear(' NX   Running target report for project s-report and 9 tasks it depends on:')).toBe(false);
  expect(text([])).toBe('0/10 tasks');
  expect(hear('✔  nx run s-data:data  [local cache]')).toBe(true);
  expect(hear('✔  nx run s-train-c:train  [local cache]')).toBe(true);
  expect(text(running)).toBe('2/10 tasks: train-a 3/36 epochs; train-b');
  vi.advanceTimersByTime(30_000);
  expect(hear('✔  nx run s-train-a:train')).toBe(true);
  // Of eight tasks that run, one says too little.
  expect(text([])).toBe('3/10 tasks');
  expect(hear('✔  nx run s-train-b:train')).toBe(true);
  expect(text([])).toBe('4/10 tasks, 1m30s left');
});

it('counts a task that failed, and leaves its lines to be read', () => {
  const { hear, text } = taskProgress();
  hear(' NX   Running target report for project s-report and 1 task it depends on:');
  expect(hear('> nx run s-data:data')).toBe(false);
  expect(hear('bcos-data: images.npy: is not there')).toBe(false);
  expect(text([])).toBe('1/2 tasks');
});
