import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { measureSection } from '../page/measureSection.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { mapShareReport } from './mapShareReport.js';

const small = await writeSmallPipeline(temporaryFolder());
const results = await readSmallPipeline(small);

/** The small pipeline as if its first explanation were of an attack on explanations. */
function underAttack(): PipelineResults {
  const explanations = results.explanations.map((explanation, place) =>
    place === 0 ? { ...explanation, cell: { ...explanation.cell, attack: 'move-map' as const } } : explanation,
  );
  return { ...results, explanations };
}

it('has no table where no explanation was attacked', () => {
  expect(mapShareReport(results)).toEqual([]);
});

it('has a row for each attack on explanations, and counts the images whose maps are as near as each number asks', () => {
  const [table, ...others] = mapShareReport(underAttack());
  expect(others).toEqual([]);
  expect(table?.text.rows).toHaveLength(1);
  const row = at(table?.text.rows ?? [], 0);
  // Of image i of 8 the cosine is i / 8, the rank correlation i / 8 - 0.5, the shown cosine 1 - i / 8; image 0 has none.
  expect(row.slice(2).map((cell) => cell.replace(/;.*/, ''))).toEqual([
    '8',
    '87.5% (7 of 8',
    '0.0% (0 of 8',
    '50.0% (4 of 8',
    '0.0% (0 of 8',
    '50.0% (4 of 8',
    '0.0% (0 of 8',
  ]);
  expect(table?.records.records[1]).toMatchObject({ attack: 'move-map', nearness: 'cosine', least: 0.5, correct: 4 });
  expect(measureSection(underAttack(), []).source).toContain('id="map-shares"');
});
