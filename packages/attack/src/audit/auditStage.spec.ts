import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAudit } from '@bcos-bench/formats';
import { writeUntrained } from '@bcos-bench/models/testing/untrainedCheckpoint';
import { resumeFolder, type StageContext } from '@bcos-bench/cli';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { CLASSES, writeData } from '../testing/dataFolder.fixture.js';
import { SMALL_SHAPE } from '../testing/smallImages.fixture.js';
import { auditStage } from './auditStage.js';

const { folder, run, said, errors } = commandInScratch('audit');
const COUNT = 9;

const bytesOf = (out: string): string => readFileSync(join(folder(out), 'audit.json'), 'utf8');

function audit(out: string, flags: FlagValues = {}, stage = auditStage): Promise<void> {
  const given = {
    ...{ data: folder('data'), checkpoint: folder('network'), out: folder(out), norm: 'l2', eps: '0.5' },
    ...{ limit: COUNT, steps: 2, 'most-steps': 3, 'most-restarts': 2, queries: 4 },
  } as const;
  return run(stage, { ...given, ...flags });
}

beforeAll(() => {
  writeData(folder('data'), 2 * COUNT, { shape: SMALL_SHAPE });
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

describe('an audit that was killed', () => {
  const measurements = (out: string): string[] =>
    existsSync(resumeFolder(folder(out)))
      ? readdirSync(resumeFolder(folder(out))).filter((name) => name.endsWith('.json'))
      : [];
  const flags = { from: folder('bcos'), threat: 'pixel', limit: 5 } as const;

  /** Kills an audit from within when it has told of its progress `most` times: what is on disk is what SIGKILL leaves. */
  async function killed(out: string, most: number): Promise<void> {
    let told = 0;
    const progress = (): void => {
      told += 1;
      if (told > most) throw new Error('killed');
    };
    const mortal = {
      ...auditStage,
      run: (parsed: Parameters<typeof auditStage.run>[0], context: StageContext) =>
        auditStage.run(parsed, { ...context, progress }),
    };
    await expect(audit(out, flags, mortal)).rejects.toThrow('killed');
    expect(existsSync(folder(out))).toBe(false);
  }

  it('keeps the measurements that were done, and ends with the same bytes', async () => {
    await audit('unkilled', flags);
    const counts: number[] = [];
    for (const most of [3, 30, 60]) {
      await killed('killed', most);
      counts.push(measurements('killed').length);
    }
    expect(counts).toEqual([...new Set(counts)].toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBeGreaterThan(3);
    // What was damaged is measured again, and what is there is not: it is read.
    const [damaged, ...others] = measurements('killed');
    writeFileSync(join(resumeFolder(folder('killed')), String(damaged)), 'cut');
    const before = others.length;
    await killed('killed', 0);
    expect(measurements('killed')).toHaveLength(before + 1);
    await audit('killed', { ...flags, batch: 2 });
    expect(bytesOf('killed')).toBe(bytesOf('unkilled'));
    expect(existsSync(resumeFolder(folder('killed')))).toBe(false);
  });

  it('is begun anew where a flag is another', async () => {
    await killed('other seed', 30);
    await audit('other seed', { ...flags, seed: 4 });
    await audit('seed', { ...flags, seed: 4 });
    expect(bytesOf('other seed')).toBe(bytesOf('seed'));
  });
});
