import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { writeAudit, writeManifest, type Audit } from '@bcos-bench/formats';
import { lossSurfaceFigure } from '../figure/lossSurfaceFigure.js';
import { readAuditResults } from '../results/auditResult.js';
import { missingNodes, type PipelineResults } from '../results/pipelineResults.js';
import { auditReport } from '../table/auditReport.js';
import { svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { auditSection } from './auditSection.js';

const NODE = 'audit-bcos-resnet8-linf-8_255-pixel';
const condition = { condition: 'a condition', observed: 'seen' };
const audit: Audit = {
  network: { name: 'bcos-resnet8', b: 2, maxOut: 1, norm: 'none' },
  ...{ dataset: 'shapes', split: 'test', images: 8, classes: 10, norm: 'linf', eps: 8 / 255, epsText: '8/255' },
  ...{ threat: 'pixel', loss: 'bce', from: null, seed: 0, correct: [0, 1, 2, 4, 5, 7] },
  comparisons: [
    { name: 'attack pgd', group: 'attack', attack: 'PGD, 50 steps', broken: [], left: 6 },
    { name: 'attack square', group: 'attack', attack: 'Square, 1000 queries', broken: [0, 1, 2, 4, 5], left: 1 },
  ],
  gradients: { images: 6, zero: 0, small: 0, measurable: 6, mismatched: 0, repeatDifference: 0 },
  checks: [{ ...condition, name: 'Square improves', raised: true }],
  surface: {
    steps: [-1, 0, 1],
    images: [
      {
        index: 4,
        losses: [
          [0.1, 0.1, 0.1],
          [0.1, 0.2, 0.1],
          [0.1, 0.9, 0.1],
        ],
      },
    ],
  },
  rules: [
    { ...condition, name: 'zero gradient', raised: false },
    { ...condition, name: 'Square', raised: true },
  ],
  verdict: { outcome: 'masked', words: 'masked: Square breaks 5 more images than PGD', rule: 'Square' },
};

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  const small = await writeSmallPipeline(folder);
  mkdirSync(join(small.results, NODE));
  writeAudit(join(small.results, NODE), audit);
  writeManifest(join(small.results, NODE), 'bcos-attack audit');
  const read = await readSmallPipeline(small);
  const asked = { norm: 'linf', eps: '8/255', threat: 'pixel', limit: 8, flags: {} } as const;
  const audits = [
    { network: 'bcos-resnet8', ...asked },
    { network: 'resnet8', ...asked },
  ];
  results = { ...read, audits: readAuditResults({ ...read.spec, audits }, read) };
});

it('has what the audit left of the images, and names what is raised', () => {
  const [table, ...others] = results.audits.flatMap((result) => auditReport(results, result));
  expect(others).toEqual([]);
  expect(table?.id).toBe(NODE);
  expect(table?.text.rows).toEqual([
    ['attack', 'PGD, 50 steps', '0', '6'],
    ['attack', 'Square, 1000 queries', '5', '1'],
  ]);
  expect(table?.text.note).toContain(
    'of the 6 of 8 that are classified correctly without an attack. Raised rules: Square.',
  );
  expect(table?.records.records[1]).toMatchObject({
    network: 'bcos-resnet8',
    broken: 5,
    left: 1,
    images: 6,
    node: NODE,
  });
});

it('draws the loss around each image, with its ends as axes', async () => {
  const figures = (await Promise.all(results.audits.map((result) => lossSurfaceFigure(results, result)))).flat();
  expect(figures.map(({ id }) => id)).toEqual([`loss-surface-${NODE}`]);
  const [figure] = figures;
  expect(figure?.alternative).toContain('Image 4: from 0.200 to 0.900 at the radius along the gradient.');
  const texts = svgTexts(figure?.body.source ?? '');
  expect(texts).toEqual(expect.arrayContaining(['image 4', 'random', 'gradient', '-1', '0', '1']));
});

it('shows the verdict, the table and the figure; an audit that has not run is missing', async () => {
  const surfaces = await lossSurfaceFigure(results, at(results.audits, 0));
  const { source } = auditSection(results, surfaces);
  expect(source).toContain('masked: Square breaks 5 more images than PGD.</strong>');
  expect(source).toContain(`download="${NODE}.csv"`);
  expect(source).toContain(`figures/loss-surface-${NODE}.svg`);
  expect(missingNodes(results)).toContain('audit-resnet8-linf-8_255-pixel');
  expect(missingNodes(results)).not.toContain(NODE);
  expect(auditSection({ ...results, audits: [] }, []).source).toBe('');
});
