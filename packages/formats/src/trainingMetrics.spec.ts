import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeManifest } from './manifest.js';
import { readTrainingMetrics, writeTrainingMetrics } from './trainingMetrics.js';

const folder = mkdtempSync(join(tmpdir(), 'metrics-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('is a fault where nothing was written', async () => {
  await expect(readTrainingMetrics(folder)).rejects.toThrow('train the network again with bcos-train');
});

it('reads back every epoch, in order and in double precision', async () => {
  const epochs = [1, 2, 3].map((epoch) => ({
    epoch,
    learning_rate: 0.001 / epoch,
    train_loss: 1 / 3 / epoch,
    train_top1: 0.5,
    train_top5: 0.9,
    test_loss: 2 / 3,
    test_top1: 0.4,
    test_top5: 0.8,
  }));
  await writeTrainingMetrics(folder, epochs);
  writeManifest(folder, 'bcos-test');
  expect(await readTrainingMetrics(folder)).toEqual(epochs);
});
