import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { only } from '@bcos-bench/vocabulary';
import { openEvents } from './tensorboard.js';

let folder: string;
beforeAll(async () => {
  await openTensorFlow();
  folder = mkdtempSync(join(tmpdir(), 'bcos-events-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('writes one file of events with the curves by step and by epoch', () => {
  const events = openEvents(folder);
  const metrics = { epoch: 1, learning_rate: 0.1, train_loss: 2, train_top1: 0.5, train_top5: 0.9 };
  events.step({ epoch: 0, step: 0, stepsPerEpoch: 10 }, { loss: 2, top1: 3, top5: 5 }, 8);
  events.step({ epoch: 0, step: 1, stepsPerEpoch: 10 }, { loss: 2, top1: 3, top5: 5 }, 8);
  events.epoch({ ...metrics, test_loss: 2, test_top1: 0.4, test_top5: 0.8 });
  const file = only(readdirSync(folder));
  expect(file).toMatch(/tfevents/);
  const content = readFileSync(join(folder, file), 'latin1');
  const tags = ['step/loss', 'step/top1', 'epoch/train_loss', 'epoch/test_top1', 'epoch/learning_rate'];
  for (const tag of tags) expect(content.split(tag)).toHaveLength(2);
});
