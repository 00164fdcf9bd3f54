import { describe, expect, it } from 'vitest';
import { comparePaired } from '../paired/pairedComparison.js';
import { TABLE } from '../table/robustnessTable.fixture.js';
import { robustnessSection } from './robustnessSection.js';

const first = (right: number): ReadonlyMap<number, boolean> =>
  new Map(Array.from({ length: 200 }, (_, image) => [image, image < right]));

describe('robustnessSection', () => {
  it('says under the pointer what further attacks break, with an interval', () => {
    const withFurther = comparePaired(first(110), first(107));
    const rows = TABLE.rows.map((row) => ({
      ...row,
      cells: row.cells.map((numbers) => numbers.map((number) => ({ ...number, withFurther }))),
    }));
    const { source } = robustnessSection({ ...TABLE, further: ['AutoAttack of 20 steps'], rows });
    expect(source).toMatch(
      /title="20 steps: 107 of 200 images, [^"]*; the further attacks break 3 images that its own attack does not: 0\.0 to 3\.4 points"/,
    );
    expect(robustnessSection(TABLE).source).not.toContain('further attacks');
  });

  it('has the pairs of networks below, folded, with how many differ', () => {
    const { source } = robustnessSection(TABLE);
    expect(source).toContain(
      '<details class="pairs"><summary>Which networks differ: 1 of 1 comparison differs</summary>',
    );
    expect(source).toContain('<td class="number">10 / 0, p 0.0020, differs</td>');
    expect(source).toContain('download="table-1-pairs.csv"');
    expect(robustnessSection({ ...TABLE, rows: TABLE.rows.slice(0, 1) }).source).not.toContain('<details');
  });
});
