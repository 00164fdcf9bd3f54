import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hashOf, readAttackSamples, readAttackSummary, readExamples, writeJson } from '@bcos-bench/formats';
import { resumeFolder, type StageContext } from '@bcos-bench/cli';
import { writeUntrained } from '@bcos-bench/models/testing/untrainedCheckpoint';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { attackStage } from './attackStage.js';
import { CLASSES, writeData } from '../testing/dataFolder.fixture.js';
import { SMALL_SHAPE } from '../testing/smallImages.fixture.js';

const { folder, run, errors } = commandInScratch('attack');
const COUNT = 150;

function attack(out: string, flags: FlagValues = {}, stage = attackStage): Promise<void> {
  const [data, checkpoint] = [folder('data'), folder('network')];
  const given = { data, checkpoint, out: folder(out), norm: 'linf', eps: '8/255', steps: 2, quiet: true } as const;
  return run(stage, { ...given, ...flags });
}

/** The bytes of all files that are the same from run to run. */
function bytesOf(out: string): Record<string, string> {
  const files = readdirSync(folder(out)).filter((name) => name !== 'timing.json');
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder(out), name), 'base64')]));
}

beforeAll(async () => {
  writeData(folder('data'), COUNT, { shape: SMALL_SHAPE });
  writeUntrained(folder('network'), 'resnet8', { classes: CLASSES, seed: 3 });
  await attack('whole', { keep: 70 });
});

describe('bcos-attack', () => {
  it('writes one row per image, the kept images and a summary, and no state besides', async () => {
    expect(readdirSync(folder('whole')).sort()).toEqual([
      'examples.arrow',
      'manifest.json',
      'manifest.sha256',
      'samples.parquet',
      'summary.json',
      'timing.json',
    ]);
    expect((await readAttackSamples(folder('whole'))).map(({ index }) => index)).toEqual([...Array(COUNT).keys()]);
    expect(readExamples(folder('whole')).index).toEqual(Int32Array.from({ length: 70 }, (_, i) => i));
    const { images, flags, targetReached } = readAttackSummary(folder('whole'));
    expect([images, targetReached]).toEqual([COUNT, null]);
    expect(flags.map(({ name }) => name)).toContain('zero gradient');
    expect(existsSync(resumeFolder(folder('whole')))).toBe(false);
  });

  it('writes the same bytes again, whatever the batch size', async () => {
    await attack('batch', { keep: 70, batch: 33 });
    expect(bytesOf('batch')).toEqual(bytesOf('whole'));
  });

  it('writes the same with --round, and the prediction of each image as a file besides', async () => {
    await attack('plain', { limit: 20 });
    await attack('rounded', { limit: 20, round: true });
    const rows = await readAttackSamples(folder('rounded'));
    expect(rows.map((row) => ({ ...row, rounded_pred: undefined }))).toEqual(await readAttackSamples(folder('plain')));
    const { roundedAccuracy, attack: said, ...summary } = readAttackSummary(folder('rounded'));
    expect(roundedAccuracy?.correct).toBe(rows.filter(({ label, rounded_pred }) => rounded_pred === label).length);
    const plain = readAttackSummary(folder('plain'));
    expect({ ...summary, attack: said }).toEqual({ ...plain, attack: { ...plain.attack, round: true } });
    expect(JSON.stringify(plain)).not.toContain('round"');
  });

  it('leaves out the images of the class that they shall be taken for', async () => {
    await attack('given', { targeted: 'given', 'target-class': 3, limit: 20 });
    const rows = await readAttackSamples(folder('given'));
    expect(rows).toHaveLength(18);
    expect(rows.every(({ label, target }) => label !== 3 && target === 3)).toBe(true);
    const reached = rows.filter(({ adv_pred }) => adv_pred === 3).length;
    expect(readAttackSummary(folder('given')).targetReached?.correct).toBe(reached);
  });

  it.each([
    ['a target without its class', { targeted: 'given' }, '--target-class: goes with --targeted given'],
    ['a class that there is not', { targeted: 'given', 'target-class': 10 }, '--target-class: there is no class 10'],
    ['steps of FGSM', { attack: 'fgsm' }, '--steps: fgsm has 1 step, not 2'],
    ['momentum of PGD', { decay: 0.9 }, '--decay: pgd has no such option'],
    ['restarts that all begin alike', { restarts: 2 }, '--restarts: restarts without a random start'],
  ] as const)('refuses %s', async (_, flags, message) => {
    await attack('refused', flags);
    expect(process.exitCode).toBe(2);
    expect(errors()).toContain(message);
    expect(existsSync(folder('refused'))).toBe(false);
  });
});

describe('the state that a killed attack leaves', () => {
  const firstPart = (name: string): string => join(resumeFolder(folder(name)), '000000.json');

  /** Kills an attack from within when its first part is written: what is on disk is what SIGKILL leaves (e2e kills for real). */
  async function killed(name: string, flags: FlagValues): Promise<void> {
    const progress = (): void => {
      if (existsSync(firstPart(name))) throw new Error('killed');
    };
    const mortal = {
      ...attackStage,
      run: (parsed: Parameters<typeof attackStage.run>[0], context: StageContext) =>
        attackStage.run(parsed, { ...context, progress }),
    };
    await expect(attack(name, flags, mortal)).rejects.toThrow('killed');
    expect(existsSync(folder(name))).toBe(false);
  }

  /** Makes all labels of the first part 9, as a disk or a hand may. */
  function change(name: string): void {
    writeFileSync(firstPart(name), readFileSync(firstPart(name), 'utf8').replaceAll(/"label": \d/g, '"label": 9'));
  }

  /** The same with the part's checksum, so that it is seen whether it is read or made again. */
  function mark(name: string): void {
    change(name);
    const part = z.object({ rows: z.unknown(), images: z.unknown() });
    const content = part.parse(JSON.parse(readFileSync(firstPart(name), 'utf8')));
    writeJson(firstPart(name), { ...content, sha256: hashOf(content) });
  }

  async function firstLabels(name: string): Promise<number[]> {
    return (await readAttackSamples(folder(name))).slice(0, 3).map(({ label }) => label);
  }

  it('is taken up by the same attack, which ends with the same bytes', async () => {
    await killed('again', { keep: 70, batch: 64 });
    cpSync(resumeFolder(folder('again')), resumeFolder(folder('marked')), { recursive: true });
    await attack('again', { keep: 70, batch: 16 });
    expect(bytesOf('again')).toEqual(bytesOf('whole'));
    mark('marked');
    await attack('marked', { keep: 70 });
    expect(await firstLabels('marked')).toEqual([9, 9, 9]);
  });

  it('is thrown away by another attack', async () => {
    await killed('other', { batch: 64 });
    mark('other');
    for (const [i, changed] of [{ eps: '4/255' }, { seed: 1 }, { keep: 3 }, { 'stop-early': 'true' }].entries()) {
      const name = `other ${i}`;
      cpSync(resumeFolder(folder('other')), resumeFolder(folder(name)), { recursive: true });
      await attack(name, { limit: 65, ...changed });
      expect(await firstLabels(name)).toEqual([0, 1, 2]);
    }
  });

  it('is thrown away where checkpoint or data are others', async () => {
    await killed('trained', { batch: 64 });
    mark('trained');
    cpSync(resumeFolder(folder('trained')), resumeFolder(folder('drawn')), { recursive: true });
    writeUntrained(folder('other network'), 'resnet8', { classes: CLASSES, seed: 4 });
    await attack('trained', { checkpoint: folder('other network') });
    expect(await firstLabels('trained')).toEqual([0, 1, 2]);
    writeData(folder('other data'), COUNT + 1, { shape: SMALL_SHAPE });
    await attack('drawn', { data: folder('other data') });
    expect(await firstLabels('drawn')).toEqual([0, 1, 2]);
  });

  it.each(['its rows', 'its kept images'])('is made again where somebody has changed %s', async (what) => {
    const name = `changed ${what}`;
    await killed(name, { keep: 70, batch: 64 });
    if (what === 'its rows') {
      change(name);
    } else {
      const images = join(resumeFolder(folder(name)), '000000.safetensors');
      const bytes = readFileSync(images);
      writeFileSync(images, bytes.fill(0, bytes.length - 4000));
    }
    await attack(name, { keep: 70 });
    expect(bytesOf(name)).toEqual(bytesOf('whole'));
  });

  it('is made again from where it is damaged', async () => {
    await killed('damaged', { keep: 70, batch: 64 });
    writeFileSync(join(resumeFolder(folder('damaged')), '000000.safetensors'), 'cut');
    await attack('damaged', { keep: 70 });
    expect(bytesOf('damaged')).toEqual(bytesOf('whole'));
  });
});
