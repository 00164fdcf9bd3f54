import { join } from 'node:path';
import { decode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { readImages, writeExamples, writeManifest } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary';
import type { PipelineResults } from '../results/pipelineResults.js';
import { drawn, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { noiseFigure } from './noiseFigure.js';

const spec = {
  id: 'figure-6',
  title: 'Noise',
  kind: 'noise',
  networks: ['resnet8', 'bcos-resnet8'],
  attack: { norm: 'linf', eps: '8/255', steps: 10, threat: 'encoded' },
  images: 8,
} as const;
const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
});

function figure(networks: readonly string[] = spec.networks): ReturnType<typeof noiseFigure> {
  return noiseFigure({ ...spec, networks: [...networks] }, results);
}

/** The bytes of the first image of a figure. */
function firstImage(source: string): number[] {
  const content = at(/base64,([^"]*)"/.exec(source) ?? [], 1);
  return [...decode(Buffer.from(content, 'base64')).data];
}

describe('noiseFigure', () => {
  it('has a row for each network, with the true labels over the first', () => {
    const { body } = drawn(figure());
    expect([...body.source.matchAll(/<image /g)]).toHaveLength(2 * 8);
    expect(svgTexts(body.source)).toEqual([
      'ResNet-8',
      ...['circle', 'square', '&lt;script&gt;', 'star', 'a &amp; b', 'cross', 'ring', 'moon'],
      'Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8',
    ]);
  });
  it('shows attacked minus clean, of the image that the row names, in its first three channels', () => {
    const { images } = readImages(join(results.folder, 'data'), 'test');
    const moved = 5;
    const pixels = images.subarray(moved * 3072, (moved + 1) * 3072);
    const values = Float32Array.from({ length: 6 * 1024 }, (_, k) => {
      const [pixel, channel] = [Math.floor(k / 6), k % 6];
      return channel < 3 ? at(pixels, pixel * 3 + channel) / 255 + (k === 0 ? -0.25 : k === 1 ? 0.25 : 0) : 0.9;
    });
    const node = join(results.folder, 'attack-bcos-resnet8-linf-8_255-10-encoded');
    writeExamples(node, { index: Int32Array.of(moved), shape: [32, 32, 6], values });
    writeManifest(node, 'bcos-test');
    const { body } = drawn(figure(['bcos-resnet8']));
    expect(svgTexts(body.source)[1]).toBe('cross');
    expect(firstImage(body.source).slice(0, 6)).toEqual([0, 255, 128, 128, 128, 128]);
  });
  it('names the row of an image that the test split lacks', () => {
    const node = join(results.folder, 'attack-bcos-resnet8-linf-8_255-10-encoded');
    writeExamples(node, { index: Int32Array.of(40), shape: [32, 32, 6], values: new Float32Array(6 * 1024) });
    writeManifest(node, 'bcos-test');
    expect(() => figure(['bcos-resnet8'])).toThrow(/examples\.arrow: row 0 is image 40, which the test split lacks/);
  });
});
