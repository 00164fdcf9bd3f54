import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeManifest } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary';
import { drawn, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { trainingCurves } from './trainingCurves.js';

const SPEC = {
  id: 'figure-1',
  title: 'Training',
  kind: 'training-curves',
  networks: ['resnet8', 'bcos-resnet8'],
} as const;
const spec = { ...SPEC, networks: [...SPEC.networks] };
const small = await writeSmallPipeline(temporaryFolder());
const results = await readSmallPipeline(small);

/** The lines of a figure: colour and points, rounded to units. */
function lines(source: string): { stroke: string; points: number[][] }[] {
  return [...source.matchAll(/<path [^>]*d="M([^"]*)" stroke="(#[^"]*)"/g)].map((found) => ({
    stroke: at(found, 2),
    points: at(found, 1)
      .split('L')
      .map((point) => point.split(',').map((value) => Math.round(Number(value)))),
  }));
}

it('has four panels, in each a line a network, and a legend with escaped titles', async () => {
  const { body } = drawn(await trainingCurves(spec, results));
  const texts = svgTexts(body.source);
  expect(texts.filter((text) => /^[a-z]/.test(text))).toEqual([
    'top-1',
    'training',
    'evaluation',
    'top-5',
    'epoch',
    'epoch',
  ]);
  expect(texts).toEqual(expect.arrayContaining(['ResNet-8', 'Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8']));
  expect(lines(body.source).map(({ stroke }) => stroke)).toEqual([
    '#0072b2',
    '#d55e00',
    '#0072b2',
    '#d55e00',
    '#0072b2',
    '#d55e00',
    '#0072b2',
    '#d55e00',
  ]);
});

it('has a point an epoch, higher where accuracy is', async () => {
  const { body } = drawn(await trainingCurves({ ...spec, networks: ['resnet8'] }, results));
  const { points } = at(lines(body.source), 0);
  expect(points.map(([x]) => x)).toEqual([0, 76, 152, 228, 304, 380]);
  const heights = points.map((point) => at(point, 1));
  expect(heights).toEqual([...heights].sort((a, b) => b - a));
});

it('says at every dot and line what it stands for', async () => {
  const { body } = drawn(await trainingCurves(spec, results));
  expect(body.source).toMatch(/aria-label="ResNet-8: epoch 6, top-5 \d+\.\d% in evaluation"/);
  expect(body.source).toContain('aria-label="Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8: epoch 1, top-1 ');
});

it('is the same when drawn again', async () => {
  const [once, again] = [await trainingCurves(spec, results), await trainingCurves(spec, results)];
  expect(drawn(again).body.source).toBe(drawn(once).body.source);
});

it('leaves out a network without training, and says so where there is none at all', async () => {
  rmSync(join(small.results, 'train-resnet8', 'metrics.parquet'));
  writeManifest(join(small.results, 'train-resnet8'), 'bcos-test');
  const fewer = await readSmallPipeline(small);
  expect(lines(drawn(await trainingCurves(spec, fewer)).body.source)).toHaveLength(4);
  expect(await trainingCurves({ ...spec, networks: ['resnet8'] }, fewer)).toEqual({
    id: 'figure-1',
    title: 'Training',
    missing: ['the accuracy by epoch of train-resnet8, which its files do not have'],
  });
});
