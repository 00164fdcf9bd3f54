import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readAudit } from '@bcos-bench/formats';
import { writeUntrained } from '@bcos-bench/models/testing/untrainedCheckpoint';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { CLASSES, writeData } from '../testing/dataFolder.fixture.js';
import { auditStage } from './auditStage.js';

const { folder, run, said, errors } = commandInScratch('audit');
const COUNT = 9;

function audit(out: string, flags: FlagValues = {}): Promise<void> {
  const given = {
    ...{ data: folder('data'), checkpoint: folder('network'), out: folder(out), norm: 'l2', eps: '0.5' },
    ...{ limit: COUNT, steps: 2, 'most-steps': 3, 'most-restarts': 2, queries: 4 },
  } as const;
  return run(auditStage, { ...given, ...flags });
}

beforeAll(() => {
  writeData(folder('data'), 2 * COUNT);
  writeUntrained(folder('network'), 'resnet8', { classes: CLASSES, seed: 3 });
  writeUntrained(folder('bcos'), 'bcos-resnet8', { classes: CLASSES, seed: 3 });
});

it('writes audit.json and says the verdict; the same bytes again, whatever the size of the batch', async () => {
  await audit('one');
  const { images, correct, comparisons, verdict, surface } = readAudit(folder('one'));
  expect(images).toBe(COUNT);
  expect(verdict.outcome).toBe('too few images');
  expect(said()).toContain(`verdict: too few images: ${correct.length} are classified correctly, and 5 are needed`);
  for (const { attack } of comparisons) expect(said()).toContain(attack);
  expect(surface.images).toHaveLength(correct.length);
  await audit('again', { batch: 3 });
  const bytesOf = (out: string): string => readFileSync(join(folder(out), 'audit.json'), 'utf8');
  expect(bytesOf('again')).toBe(bytesOf('one'));
});

it('tries the images of another network, where both take the same', async () => {
  await audit('transferred', { from: folder('bcos'), threat: 'pixel', limit: 3 });
  expect(said()).toContain('PGD, 2 steps, on bcos-resnet8');
  await audit('refused', { from: folder('bcos'), limit: 3 });
  expect(errors()).toContain('the two networks take images of another encoding; add --threat pixel');
});

it('refuses a number that is none in one line', async () => {
  await audit('refused', { 'most-steps': 0 });
  expect(errors()).toContain("--most-steps: '0' is not a whole number of 1 or more");
});
