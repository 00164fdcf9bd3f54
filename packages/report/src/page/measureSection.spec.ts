import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { writeManifest, writeMeasureSummary, type MeasuredMethod } from '@bcos-bench/formats';
import { measureFigure } from '../figure/measureFigure.js';
import { readMeasureResults } from '../results/measureResult.js';
import { missingNodes, type PipelineResults } from '../results/pipelineResults.js';
import { resultsOf } from '../resultsOf.js';
import { measureReport } from '../table/measureReport.js';
import { svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { measureSection } from './measureSection.js';

const NODE = 'measure-bcos-resnet8';
const counted = { images: 8, forwardPasses: 16, gradientPasses: 8 };
const measured: MeasuredMethod[] = [
  { method: 'dynamic-linear', measure: 'deletion', mean: 0.2, low: 0.1, high: 0.3, median: 0.2, ...counted },
  { method: 'gradient', measure: 'deletion', mean: 0.4, low: 0.35, high: 0.5, median: 0.4, ...counted },
  {
    method: 'dynamic-linear',
    measure: 'relative-input-stability',
    mean: 2000,
    low: 9,
    high: 9000,
    median: 50,
    ...counted,
  },
];

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  const small = await writeSmallPipeline(folder);
  mkdirSync(join(small.results, NODE));
  writeMeasureSummary(join(small.results, NODE), {
    ...{ network: 'bcos-resnet8', dataset: 'shapes', split: 'test', images: 8, seed: 0, measured },
    leftOut: [{ method: 'guided-backprop', measure: null, why: 'it needs ReLUs' }],
  });
  writeManifest(join(small.results, NODE), 'bcos-measure');
  const read = await readSmallPipeline(small);
  const measures = [
    { network: 'bcos-resnet8', limit: 8 },
    { network: 'resnet8', limit: 8 },
  ];
  results = { ...read, measures: readMeasureResults({ ...read.spec, measures }, read) };
});

it('has a row per measure and a column per method, with a star at the best', () => {
  const [table, ...others] = results.measures.flatMap((result) => measureReport(results, result));
  expect(others).toEqual([]);
  expect(table?.text.heads).toEqual(['measure', 'better', 'dynamic-linear', 'gradient']);
  expect(table?.text.rows).toEqual([
    ['Deletion', 'lower', '0.200* (0.100 to 0.300)', '0.400 (0.350 to 0.500)'],
    ['Relative input stability', 'lower', '2.0e+3* (9.00 to 9.0e+3)', '–'],
  ]);
  expect(table?.records.records[1]).toMatchObject({
    aspect: 'faithfulness',
    method: 'gradient',
    mean: 0.4,
    node: NODE,
  });
});

it('draws a panel for each measure', async () => {
  const figures = (await Promise.all(results.measures.map((result) => measureFigure(results, result)))).flat();
  expect(figures.map(({ id }) => id)).toEqual([`measures-${NODE}`]);
  expect(figures[0]?.alternative).toContain(
    'Deletion, best first. Bcos-<b>ResNet</b>-8: dynamic-linear 0.200, gradient 0.400.',
  );
  const texts = svgTexts(figures[0]?.body.source ?? '');
  expect(texts).toEqual(
    expect.arrayContaining(['Deletion', 'lower is better', 'Relative input stability', 'gradient']),
  );
});

it('shows figure, table and what was left out; a measurement that has not run is missing', async () => {
  const { source } = measureSection(results, await measureFigure(results, at(results.measures, 0)));
  expect(source).toContain(`figures/measures-${NODE}.svg`);
  expect(source).toContain(`download="${NODE}.csv"`);
  expect(source).toContain('<li>guided-backprop: it needs ReLUs.</li>');
  expect(missingNodes(results)).toContain('measure-resnet8');
  expect(missingNodes(results)).not.toContain(NODE);
  expect(resultsOf(results, []).measures).toHaveLength(3);
  expect(measureSection({ ...results, measures: [] }, []).source).toBe('');
});
