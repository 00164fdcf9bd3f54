import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, lookUp } from '@bcos-bench/vocabulary';
import { readAttackSamples, readExplanations, readTrainingMetrics } from '@bcos-bench/formats';

const SIDE = 8;
const EPS = 16 / 255;
/** Of ten classes: a network that says nothing gives each a tenth. */
const LOGIT_BIAS = Math.log(0.1 / 0.9);

const root = mkdtempSync(join(tmpdir(), 'nine-layers-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs a stage's command; paths are below the folder of the spec. */
async function run(stage: string, out: string, flags: Readonly<Record<string, string | number>>): Promise<void> {
  const command = fileURLToPath(new URL(`../packages/${stage}/bin/bcos-${stage}.js`, import.meta.url));
  const words = Object.entries({ ...flags, out }).map(([name, value]) => `--${name}=${value}`);
  await promisify(execFile)(process.execPath, [command, ...words, '--quiet'], { cwd: root });
}

beforeAll(async () => {
  await run('data', 'data', { dataset: 'shapes', size: SIDE, train: 16, test: 8 });
});

// The systems that B-cos networks come from. Both at once: neither has much to do at a time.
it.concurrent.each([
  ['bcos-v1-nine-layers', 3e-4],
  ['coda-nine-layers', 3e-3],
])('%s is trained, attacked and explained', async (arch, lr) => {
  const checkpoint = `${arch}-trained`;
  const shared = { data: 'data', checkpoint };
  await run('train', checkpoint, { data: 'data', arch, lr, epochs: 3, batch: 8, augmentation: 'none' });
  const losses = (await readTrainingMetrics(join(root, checkpoint))).map((epoch) => epoch.train_loss);
  expect(losses).toHaveLength(3);
  expect(at(losses, 2)).toBeLessThan(at(losses, 0));

  const attacked = `${arch}-attacked`;
  await run('attack', attacked, { ...shared, norm: 'linf', eps: '16/255', steps: 3, keep: 2 });
  const samples = await readAttackSamples(join(root, attacked));
  expect(samples).toHaveLength(8);
  for (const sample of samples) {
    expect(sample.linf).toBeCloseTo(EPS, 5);
    expect(sample.adv_loss).toBeGreaterThan(sample.clean_loss);
  }

  const explained = `${arch}-explained`;
  await run('explain', explained, { ...shared, examples: attacked, limit: 2 });
  const { index, shape, method, clean } = readExplanations(join(root, explained));
  expect(shape).toEqual([SIDE, SIDE, 6]);
  expect(method?.name).toBe('dynamic-linear');
  const byIndex = new Map(samples.map((sample) => [sample.index, sample]));
  index.forEach((image, place) => {
    const pixels = clean.contribution.subarray(place * SIDE * SIDE, (place + 1) * SIDE * SIDE);
    const logits = lookUp(byIndex, image).clean_logits;
    const sum = pixels.reduce((total, share) => total + share, 0);
    expect(sum).not.toBe(0);
    expect(sum + LOGIT_BIAS).toBeCloseTo(at(logits, at(clean.explainedClass, place)), 5);
  });
});
