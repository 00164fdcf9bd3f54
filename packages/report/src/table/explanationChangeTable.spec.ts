import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { csvTable } from './csvTable.js';
import { explanationChangeReport, explanationChangeText } from './explanationChangeReport.js';
import { explanationChangeSection } from './explanationChangeSection.js';
import { explanationChangeRows } from './explanationChangeTable.js';

const NODE = 'explain-bcos-resnet8-l2-0.5-10-encoded';
const small = await writeSmallPipeline(temporaryFolder());
const results = await readSmallPipeline(small);

describe('explanationChangeRows', () => {
  it('has medians with intervals over the images that have a measure', () => {
    const [row, ...others] = explanationChangeRows(results);
    expect(others.map(({ node, method }) => [node, method])).toEqual([[`${NODE}-method-smooth-grad`, 'smooth-grad']]);
    expect(row).toMatchObject({ network: 'bcos-resnet8', node: NODE, method: null, images: 8 });
    expect(row?.measures.map(({ measure, value }) => [measure.key, value])).toEqual([
      ['cosine', { median: 0.5, interval: { low: 1 / 8, high: 7 / 8 }, count: 7 }],
      ['rankCorrelation', { median: 0, interval: { low: -3 / 8, high: 3 / 8 }, count: 7 }],
      ['positiveKept', { median: (1 / 4 + 1 / 5) / 2, interval: { low: 1 / 8, high: 1 }, count: 8 }],
      ['noiseShare', { median: 1, interval: { low: 0.25, high: 1.75 }, count: 7 }],
    ]);
  });
  it('has null where no image has a measure', () => {
    const change = { index: 0, label: 0, explainedClass: 0, cosine: null, rankCorrelation: null, positiveKept: null };
    const changes = [
      { ...change, topOverlap: null, shownCosine: null, logitChange: 0, noiseContribution: 1, predictionKept: null },
    ];
    const explanations = results.explanations.map((explanation) => ({ ...explanation, changes }));
    const [row] = explanationChangeRows({ ...results, explanations });
    expect(row?.measures.map(({ value }) => value)).toEqual([null, null, null, null]);
    expect(explanationChangeText(row === undefined ? [] : [row]).rows[0]?.slice(2)).toEqual(['1', '—', '—', '—', '—']);
  });
  it('has no row for a node that has not run', async () => {
    rmSync(join(small.results, NODE), { recursive: true });
    expect(explanationChangeRows(await readSmallPipeline(small))).toHaveLength(1);
    rmSync(join(small.results, `${NODE}-method-smooth-grad`), { recursive: true });
    const without = await readSmallPipeline(small);
    expect(explanationChangeRows(without)).toEqual([]);
    expect(explanationChangeSection(without).source).toBe('');
  });
});

describe('explanationChangeReport', () => {
  it('has words for people', () => {
    const { text } = explanationChangeReport(explanationChangeRows(results));
    expect(text.heads).toEqual([
      'network',
      'attack',
      'images',
      'cosine',
      'rank correlation',
      'positive kept',
      'noise’s share',
    ]);
    expect(text.rows).toEqual([
      [
        'Bcos-<b>ResNet</b>-8',
        'PGD ℓ2 0.5, 10 steps, encoded threat',
        '8',
        '0.50 [0.13, 0.88]',
        '0.00 [−0.38, 0.38]',
        '0.23 [0.13, 1.00]',
        '1.00 [0.25, 1.75]',
      ],
      [
        'Bcos-<b>ResNet</b>-8',
        'PGD ℓ2 0.5, 10 steps, encoded threat; by smooth-grad',
        '8',
        '0.50 [0.13, 0.88]',
        '0.00 [−0.38, 0.38]',
        '0.23 [0.13, 1.00]',
        '1.00 [0.25, 1.75]',
      ],
    ]);
  });
  it('has records for programs', () => {
    const lines = csvTable(explanationChangeReport(explanationChangeRows(results)).records).split('\n');
    expect(lines[0]).toBe('network,title,norm,eps,steps,threat,method,measure,images,median,low,high,node');
    expect(lines[1]).toBe(`bcos-resnet8,Bcos-<b>ResNet</b>-8,l2,0.5,10,encoded,,cosine,7,0.5,0.125,0.875,${NODE}`);
    expect(lines[5]).toContain(',encoded,smooth-grad,cosine,');
    expect(lines).toHaveLength(1 + 2 * 4 + 1);
  });
});

describe('explanationChangeSection', () => {
  it('shows text of files as text, and links to the files', () => {
    const { source } = explanationChangeSection(results);
    expect(source).toContain('<th scope="row">Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8</th>');
    expect(source).toContain('<td class="number" data-value="0.5">0.50 [0.13,\u00a00.88]</td>');
    expect(source).toMatch(/href="data:text\/plain;charset=utf-8,[^"]+" download="explanation-changes[.]tex"/);
    expect(source).not.toContain('<b>');
  });
});
