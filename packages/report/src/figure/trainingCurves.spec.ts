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
  expect(texts.filter((text) => /^[a-z]/.test(text)).sort()).toEqual([
    ...['epoch', 'epoch', 'evaluation', 'top-1', 'top-5', 'training'],
  ]);
  expect(texts.filter((text) => text === 'ResNet-8')).toHaveLength(1 + 4);
  expect(texts).toEqual(expect.arrayContaining(['ResNet-8', 'Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8']));
  expect(lines(body.source).map(({ stroke }) => stroke)).toEqual([
    '#0072b2',
    '#009e73',
    '#0072b2',
    '#009e73',
    '#0072b2',
    '#009e73',
    '#0072b2',
    '#009e73',
  ]);
});

it('has a point an epoch, higher where accuracy is', async () => {
  const { body } = drawn(await trainingCurves({ ...spec, networks: ['resnet8'] }, results));
  const { points } = at(lines(body.source), 0);
  expect(points.map(([x]) => x)).toEqual([0, 54, 108, 162, 216, 270]);
  const heights = points.map((point) => at(point, 1));
  expect(heights).toEqual([...heights].sort((a, b) => b - a));
});

it('says at every dot and line what it stands for', async () => {
  const { body } = drawn(await trainingCurves(spec, results));
  expect(body.source).toMatch(/aria-label="ResNet-8: epoch 6, top-5 \d+\.\d% in evaluation"/);
  expect(body.source).toContain('aria-label="Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8: epoch 1, top-1 ');
});

it('says what to see, and why training is below evaluation where it is', async () => {
  expect(drawn(await trainingCurves(spec, results)).caption).toMatch(/A line that still rises at the right end/);
  const harder = (parameters: Record<string, unknown>) => ({
    ...results,
    networks: results.networks.map((network) => ({
      ...network,
      ...(network.model === null
        ? {}
        : { model: { ...network.model, provenance: { ...network.model.provenance, parameters } } }),
      epochs: network.epochs.map((row) => ({ ...row, train_top1: row.test_top1 - 0.1 })),
    })),
  });
  const caption = async (parameters: Record<string, unknown>) =>
    drawn(await trainingCurves({ ...spec, networks: ['resnet8'] }, harder(parameters))).caption;
  expect(await caption({ adversarial: 'linf:8/255:7' })).toContain(
    'ResNet-8 (trained on attacked images, linf:8/255:7): training is below evaluation',
  );
  expect(await caption({ adversarial: 'none', augmentation: 'flip, crop' })).toContain('changed images, flip, crop');
  expect(await caption({})).toContain('measured during the epoch');
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
