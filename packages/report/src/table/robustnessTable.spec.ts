import { beforeAll, describe, expect, it } from 'vitest';
import { attackNode } from '@bcos-bench/pipeline';
import { proportion } from '@bcos-bench/vocabulary';
import type { AttackOutcome } from '../results/attackResult.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { robustnessTable, type RobustnessTable } from './robustnessTable.js';

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
});

/** The pipeline's table, after `change` has been made to the outcome of every attack. */
function tableOf(
  change: (node: string, total: number) => number | null = (_, total) => total,
  spec = results.spec.report.tables[0],
): RobustnessTable {
  if (spec === undefined) throw new Error('the small pipeline has a table');
  const attacks = [...results.attacks].map(([node, attack]) => {
    const total = change(node, attack.outcome?.natural.total ?? 0);
    const outcome = total === null ? null : outcomeOf(node, total);
    return [node, { ...attack, outcome }] as const;
  });
  return robustnessTable(spec, { ...results, attacks: new Map(attacks) });
}

/** Three images withstand: the first three, and after attacks of 10 steps every other one of the first. */
function outcomeOf(node: string, total: number): AttackOutcome {
  const apart = node.includes('-10-') ? 2 : 1;
  const withstood = new Map(Array.from({ length: total }, (_, i) => [i, i % apart === 0 && i < 3 * apart]));
  const rightBefore = new Map(Array.from({ length: total }, (_, i) => [i, i !== total - 1]));
  return {
    ...{ natural: proportion(total - 1, total), robust: proportion(3, total), rightBefore, withstood },
    ...{ smallestRadii: null, split: 'test', flags: [] },
  };
}

describe('robustnessTable', () => {
  it('has a row for each network, with its own title or the network’s', () => {
    expect(tableOf().rows.map(({ title }) => title)).toEqual([
      'ResNet-8',
      'Adv-ResNet-8 (8/255)',
      'Bcos-<b>ResNet</b>-8',
    ]);
  });
  it('has one list per eps and a number for each count of steps, each from its own attack', () => {
    const [row] = tableOf().rows;
    expect(row?.cells.map((numbers) => numbers.map(({ node }) => node))).toEqual([
      ['attack-resnet8-linf-8_255-5-encoded', 'attack-resnet8-linf-8_255-10-encoded'],
      ['attack-resnet8-linf-16_255-5-encoded', 'attack-resnet8-linf-16_255-10-encoded'],
    ]);
    expect(row?.cells[0]?.[0]?.robust).toEqual(proportion(3, 40));
  });
  it('has natural accuracy over the attacked images, and over the whole split beside it', () => {
    const [row] = tableOf().rows;
    expect(row?.natural).toEqual(proportion(39, 40));
    expect(row?.wholeSplit).toEqual(proportion(38, 40));
  });
  it('has null, never a zero, where an attack has not run', () => {
    const missing = attackNode('resnet8', { norm: 'linf', eps: '8/255', steps: 10, threat: 'encoded' });
    const [row, other] = tableOf((node, total) => (node === missing ? null : total)).rows;
    expect(row?.cells[0]?.map(({ robust }) => robust?.correct ?? null)).toEqual([3, null]);
    expect(other?.cells[0]?.map(({ robust }) => robust?.correct ?? null)).toEqual([3, 3]);
  });
  it('has the article’s values where the row has them, a number for each count of steps, however the radius is written', () => {
    const [none, row] = tableOf().rows;
    expect(row?.naturalArticle).toBe(97.5);
    expect(row?.cells.map((numbers) => numbers.map(({ article }) => article))).toEqual([
      [53.49, 53.29],
      [18.13, 17.62],
    ]);
    expect(none?.naturalArticle).toBeNull();
    expect(none?.cells.flat().map(({ article }) => article)).toEqual([null, null, null, null]);
    const [spec] = results.spec.report.tables;
    if (spec === undefined) throw new Error('the small pipeline has a table');
    const rows = [{ network: 'resnet8', article: { cells: { '0.5': [1, 2] } } }];
    const half = robustnessTable({ ...spec, eps: ['1/2'], rows }, results);
    expect(half.rows[0]?.cells[0]?.map(({ article }) => article)).toEqual([1, 2]);
  });
  it('counts an image where it withstands further attacks, too', () => {
    const [own] = results.spec.report.tables;
    if (own === undefined) throw new Error('the small pipeline has a table');
    const spec = { ...own, steps: [5], 'worst-of': [{ steps: 10 }] };
    const { further, rows } = tableOf(undefined, spec);
    expect(further).toEqual(['PGD of 10 steps']);
    expect(rows[0]?.cells[0]?.[0]).toMatchObject({
      node: 'attack-resnet8-linf-8_255-5-encoded',
      further: ['attack-resnet8-linf-8_255-10-encoded'],
      robust: proportion(2, 40),
      // Of the three images that withstand 5 steps, 10 steps break one.
      withFurther: { both: 2, onlyA: 1, onlyB: 0, neither: 37, difference: { value: -1 / 40 } },
    });
    expect(tableOf().rows[0]?.cells[0]?.[0]?.withFurther).toBeNull();
  });
  it('says how many images its attacks saw, and gives two decimals to many', () => {
    expect(tableOf()).toMatchObject({ images: [40], decimals: 1 });
    expect(tableOf(() => 10_000)).toMatchObject({ images: [10_000], decimals: 2 });
    expect(tableOf((node) => (node.includes('-16_255-') ? 40 : 2000))).toMatchObject({
      images: [40, 2000],
      decimals: 1,
    });
    expect(tableOf(() => null)).toMatchObject({ images: [], decimals: 1 });
  });
});
