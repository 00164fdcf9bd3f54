import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDataset, readImages } from '@bcos-bench/formats';
import { keptOutput } from '@bcos-bench/cli/testing/keptOutput';
import { runStage } from '@bcos-bench/cli';
import { dataStage } from '../dataStage.js';
import { corrupted } from './corrupted.js';

const parent = mkdtempSync(join(tmpdir(), 'corrupted-'));
afterAll(() => rmSync(parent, { recursive: true }));
const { errors } = keptOutput();

function run(out: string, ...more: string[]): Promise<void> {
  return runStage(dataStage, ['--quiet', '--out', join(parent, out), ...more]);
}
const corrupt = (out: string, ...more: string[]): Promise<void> =>
  run(out, '--dataset', 'corrupted', '--source', join(parent, 'plain'), ...more);

beforeAll(async () => {
  await run('plain', '--dataset', 'shapes', '--train', '20', '--test', '6', '--size', '12');
  await corrupt('noise', '--corruption', 'gaussian-noise', '--severity', '0,3');
});

describe('bcos-data --dataset corrupted', () => {
  it('has all test images for one severity after the other, and says so', () => {
    const [plain, noise] = [readDataset(join(parent, 'plain')), readDataset(join(parent, 'noise'))];
    expect(noise).toMatchObject({
      name: 'shapes (gaussian-noise)',
      corruption: { name: 'gaussian-noise', severities: [0, 3], images: 6 },
      splits: { train: { count: 0, shards: [] }, test: { count: 12 } },
    });
    expect([noise.channelMean, noise.classes]).toEqual([plain.channelMean, plain.classes]);
    const [before, after] = [readImages(join(parent, 'plain'), 'test'), readImages(join(parent, 'noise'), 'test')];
    expect([...after.labels]).toEqual([...before.labels, ...before.labels]);
    const size = before.images.length;
    expect(Buffer.compare(after.images.subarray(0, size), before.images)).toBe(0);
    expect(Buffer.compare(after.images.subarray(size), before.images)).not.toBe(0);
  });

  it('draws the noise of an image from seed and image alone', async () => {
    const shard = 'test-00000-of-00001.arrow';
    const severity3 = (out: string): Uint8Array => {
      const { images, index } = readImages(join(parent, out), 'test');
      return images.subarray(images.length - (2 * images.length) / index.length);
    };
    await corrupt('again', '--corruption', 'gaussian-noise', '--severity', '0,3');
    expect(readFileSync(join(parent, 'again', shard)).equals(readFileSync(join(parent, 'noise', shard)))).toBe(true);
    await corrupt('seeded', '--corruption', 'gaussian-noise', '--severity', '0,3', '--seed', '1');
    expect(Buffer.compare(severity3('seeded'), severity3('noise'))).not.toBe(0);
    await corrupt('fewer', '--corruption', 'gaussian-noise', '--severity', '3', '--test', '4');
    const [few, all] = [
      readImages(join(parent, 'fewer'), 'test').images,
      readImages(join(parent, 'noise'), 'test').images,
    ];
    expect(Buffer.compare(few, all.subarray(all.length / 2, all.length / 2 + few.length))).toBe(0);
  });

  it('is another data set where its source is', async () => {
    await run('other', '--dataset', 'shapes', '--train', '20', '--test', '6', '--size', '12', '--seed', '1');
    const identity = (folder: string): Promise<string> => corrupted.identity(join(parent, folder), {});
    expect(await identity('plain')).toMatch(/^[0-9a-f]{64}$/);
    expect(await identity('other')).not.toBe(await identity('plain'));
  });

  it.each([
    [
      ['--severity', '3'],
      '--corruption: is missing; choose one of gaussian-noise, gaussian-blur, jpeg, contrast, brightness',
    ],
    [['--corruption', 'fog', '--severity', '3'], "--corruption: there is no corruption 'fog'; choose one of"],
    [['--corruption', 'jpeg'], '--severity: is missing; write numbers from 1 to 5, each once, such as 3 or 1,3,5'],
    [['--corruption', 'jpeg', '--severity', '6'], "--severity: '6' are not severities"],
    [['--corruption', 'jpeg', '--severity', '1,1'], "--severity: '1,1' are not severities"],
    [['--corruption', 'jpeg', '--severity', '1', '--train', '5'], '--train: is of no use for corrupted images'],
    [
      ['--corruption', 'jpeg', '--severity', '1', '--test', '50'],
      '--test: 50 images are asked for, but the data set has 6',
    ],
  ])('refuses %j in one line', async (flags, says) => {
    await corrupt('refused', ...flags);
    expect(errors()).toContain(says);
    expect(process.exitCode).toBe(2);
  });
});
