import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { readExamples, writeExamples, writeManifest, type Examples } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary';
import type { ExplorerData } from '../page/client/explorer/explorerData.js';
import { imageValue } from '../testing/image.fixture.js';
import { readSmallPipeline, writeSmallPipeline, type SmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { imagesShown } from './keptImages.js';
import { readExplorer } from './readExplorer.js';

const KEPT = 8;
const folder = temporaryFolder();
let small: SmallPipeline;
let data: ExplorerData;

async function read(): Promise<ExplorerData | null> {
  return readExplorer(await readSmallPipeline(small));
}

function bytesOf(sheet: string): { width: number; height: number; data: ArrayLike<number> } {
  return decode(Buffer.from(sheet.replace('data:image/png;base64,', ''), 'base64'));
}

beforeAll(async () => {
  small = await writeSmallPipeline(folder);
  const explorer = await read();
  if (explorer === null) throw new Error('the small pipeline keeps images');
  data = explorer;
});

describe('readExplorer', () => {
  it('has every network, every attack and every kept image', () => {
    expect(data.networks.map(({ title, probability, attacks }) => [title, probability, attacks.length])).toEqual([
      ['ResNet-8', 'softmax', 4],
      ['Adv-ResNet-8', 'softmax', 4],
      ['Bcos-<b>ResNet</b>-8', 'sigmoid', 6],
    ]);
    const attacks = data.networks.flatMap((network) => network.attacks);
    expect(attacks.every(({ images, kept }) => images.length === KEPT && kept === KEPT)).toBe(true);
    expect(data.networks[0]?.attacks[0]).toMatchObject({
      key: 'linf-8_255-5-encoded',
      title: 'PGD ℓ∞ 8/255, 5 steps, encoded threat',
      node: 'attack-resnet8-linf-8_255-5-encoded',
    });
  });
  it('has the clean images byte by byte', () => {
    const { width, height, data: bytes } = bytesOf(data.images.sheet);
    expect({ width, height }).toEqual({ width: 32, height: 32 * KEPT });
    expect(data.images.index).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect([bytes[3072 * 2], bytes[3072 * 2 + 4]]).toEqual([
      Math.round(255 * imageValue(2, 0, 0)),
      Math.round(255 * imageValue(2, 1, 1)),
    ]);
  });
  it('has the noise, magnified as it says', () => {
    const attack = data.networks[0]?.attacks[0];
    const bytes = bytesOf(attack?.noise.sheet ?? '').data;
    const { values } = readExamples(join(small.results, 'attack-resnet8-linf-8_255-5-encoded'));
    expect(attack?.noise.magnification).toBe(15);
    const wanted = [...values.subarray(0, 300)].map((value, k) => {
      const delta = value - imageValue(0, Math.floor(k / 3), k % 3);
      return Math.round(128 + 255 * 15 * delta);
    });
    const off = wanted.map((byte, k) => Math.abs(byte - at(bytes, k)));
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
  });
  it('has what came of an image', () => {
    expect(data.networks[0]?.attacks[0]?.images.at(-1)).toMatchObject({
      index: 7,
      cleanPrediction: 7,
      attackedPrediction: 8,
      success: true,
      bestStep: 3,
      firstSuccess: 2,
      linf: 0.03,
    });
  });
  it('has explanations where nodes have made them, of every method', () => {
    const explained = data.networks.flatMap(({ attacks }) =>
      attacks.filter(({ explanations }) => explanations.length > 0),
    );
    expect(explained.map(({ node }) => node)).toEqual(['attack-bcos-resnet8-l2-0.5-10-encoded']);
    expect(explained[0]?.explanations.map(({ node, method }) => [node, method])).toEqual([
      ['explain-bcos-resnet8-l2-0.5-10-encoded', null],
      ['explain-bcos-resnet8-l2-0.5-10-encoded-method-smooth-grad', 'smooth-grad'],
    ]);
    const sheets = explained[0]?.explanations[0];
    expect(sheets?.images).toHaveLength(KEPT);
    expect(bytesOf(sheets?.attacked.contribution ?? '').height).toBe(32 * KEPT);
    expect(sheets?.limit).toBeGreaterThan(0);
  });
});

describe('readExplorer, where files are missing or do not go together', () => {
  function rewrite(node: string, examples: Examples): void {
    writeExamples(join(small.results, node), examples);
    writeManifest(join(small.results, node), 'bcos-test');
  }

  it('shows the first images of many, and says how many there are', async () => {
    const node = 'attack-resnet8-linf-16_255-5-encoded';
    const before = readExamples(join(small.results, node));
    const shown = imagesShown([32, 32, 6]);
    const many = shown + 6;
    rewrite(node, {
      ...before,
      index: Int32Array.from({ length: many }, (_, i) => i % 40),
      values: Float32Array.from({ length: many * 3072 }, (_, i) => at(before.values, i % before.values.length)),
    });
    const attack = (await read())?.networks[0]?.attacks.find((candidate) => candidate.node === node);
    rewrite(node, before);
    expect([attack?.images.length, attack?.kept]).toEqual([shown, many]);
  });
  it('names the file that has an image without a row', async () => {
    const node = 'attack-resnet8-linf-16_255-5-encoded';
    const before = readExamples(join(small.results, node));
    rewrite(node, { ...before, index: before.index.map((index) => index + 100) });
    await expect(read()).rejects.toThrow(join(node, 'examples.arrow'));
    rewrite(node, before);
  });
  it('leaves out what has not run', async () => {
    for (const method of ['', '-method-smooth-grad'])
      rmSync(join(small.results, `explain-bcos-resnet8-l2-0.5-10-encoded${method}`), { recursive: true });
    rmSync(join(small.results, 'train-adv-resnet8'), { recursive: true });
    rmSync(join(small.results, 'attack-resnet8-linf-8_255-5-encoded'), { recursive: true });
    const rest = await read();
    expect(rest?.networks.map(({ id, attacks }) => [id, attacks.length])).toEqual([
      ['resnet8', 3],
      ['bcos-resnet8', 6],
    ]);
    expect(
      rest?.networks.flatMap(({ attacks }) => attacks).every(({ explanations }) => explanations.length === 0),
    ).toBe(true);
  });
  it('is nothing where no attack has kept images', async () => {
    const { attacks, ...results } = await readSmallPipeline(small);
    const none = new Map([...attacks].map(([node, attack]) => [node, { ...attack, outcome: null }]));
    expect(await readExplorer({ ...results, attacks: none })).toBeNull();
  });
});
