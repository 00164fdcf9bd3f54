import { beforeAll, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import type { PipelineResults } from '../results/pipelineResults.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { setup } from './setup.js';

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
});

/** The rows of the table of attacks, as text. */
function attackRows(attacks: PipelineResults['spec']['attacks']): string[] {
  const html = setup({ ...results, spec: { ...results.spec, attacks } }).source;
  const table = at(html.split('<caption>Attacks</caption>'), 1);
  const rows = at(table.split('</table>'), 0).split('<tr>').slice(2);
  return rows.map((row) =>
    row
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

it('tells the attacks of one norm and radius apart, and counts the images of each', () => {
  const grid = { ...at(results.spec.attacks, 0), networks: 'all' as const };
  const [pgd, ensemble] = attackRows([grid, { ...grid, attack: 'autoattack', members: 'apgd-ce' }]);
  expect(pgd).toMatch(/^ℓ∞ PGD 8\/255.* all 40 test$/);
  expect(ensemble).toMatch(/^ℓ∞ AutoAttack members apgd-ce 8\/255.* all —$/);
});
