import { expect, it } from 'vitest';
import { attackCellSchema } from '@bcos-bench/pipeline';
import { at } from '@bcos-bench/vocabulary';
import type { DetectionResult } from '../results/detectionResult.js';
import { missingNodes, type PipelineResults } from '../results/pipelineResults.js';
import { resultsOf } from '../resultsOf.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { detectionReport } from './detectionReport.js';

const read = await readSmallPipeline(await writeSmallPipeline(temporaryFolder()));

function detection(network: string, attack: 'pgd' | 'keep-map', hasRun: boolean): DetectionResult {
  const cell = attackCellSchema.parse({ attack, norm: 'linf', eps: '8/255', steps: 20 });
  const { norm, eps: epsText, steps, threat } = cell;
  const about = { network, dataset: 'shapes', split: 'test', method: 'gradient', seed: 0 } as const;
  const area = { images: 8, area: 0.9, low: 0.8, high: 0.95 };
  return {
    ...{ network, node: `detect-${network}-${attack}`, cell, method: 'gradient' },
    detection: hasRun
      ? {
          ...{ ...about, attack: { kind: attack, norm, epsText, steps, threat }, images: 8, changed: 7 },
          detected: [
            ...(attack === 'pgd' ? [{ feature: 'probability' as const, ...area }] : []),
            { feature: 'together', ...area },
          ],
          blocks: attack === 'pgd' ? [{ block: 'layer1.0', part: 'map', area: 0.4, low: 0.3, high: 0.5 }] : [],
        }
      : null,
  };
}

const results: PipelineResults = {
  ...read,
  detections: [
    detection('resnet8', 'pgd', true),
    detection('resnet8', 'keep-map', true),
    detection('bcos-resnet8', 'pgd', false),
  ],
};

it('has a table for each network, a row for each number and a column for each attack', () => {
  const [table, ...others] = detectionReport(results);
  expect(others).toEqual([]);
  expect(table?.id).toBe('detection-resnet8');
  expect(table?.text.heads.slice(2)).toEqual([
    'PGD ℓ∞ 8/255, 20 steps, encoded threat; by gradient',
    'Class changed, map kept ℓ∞ 8/255, 20 steps, encoded threat; by gradient',
  ]);
  expect(table?.text.rows.map((row) => row.filter((_, column) => column !== 1))).toEqual([
    ['', '7 of 8', '7 of 8'],
    ['probability', '0.900 (0.800 to 0.950)', '–'],
    ['together', '0.900 (0.800 to 0.950)', '0.900 (0.800 to 0.950)'],
    ['layer1.0, map', '0.400 (0.300 to 0.500)', '–'],
  ]);
  expect(at(table?.records.records ?? [], 3)).toMatchObject({ attack: 'keep-map', number: 'together', area: 0.9 });
});

it('names the nodes that have not run, and has its numbers in the results', () => {
  expect(missingNodes(results)).toContain('detect-bcos-resnet8-pgd');
  expect(missingNodes(results)).not.toContain('detect-resnet8-pgd');
  expect(resultsOf(results, []).detections).toEqual([
    expect.objectContaining({ network: 'resnet8', attack: 'pgd', images: 8, changed: 7 }),
    expect.objectContaining({ attack: 'keep-map' }),
  ]);
  expect(detectionReport({ ...results, detections: [] })).toEqual([]);
});
