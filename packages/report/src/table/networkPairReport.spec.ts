import { describe, expect, it } from 'vitest';
import { csvTable } from './csvTable.js';
import { networkPairReport, pairsSummary } from './networkPairReport.js';
import { TABLE } from './robustnessTable.fixture.js';

describe('networkPairReport', () => {
  const report = networkPairReport(TABLE);

  it('has a row for every two networks: the images that one alone keeps, p, and whether they differ', () => {
    expect(report?.id).toBe('table-1-pairs');
    expect(report?.text.heads).toEqual(['A', 'B', 'natural', 'ℓ∞ 8/255', 'ℓ∞ 16/255']);
    // Of 190 and 180 images the first has ten more; the second network lacks the attacks of 100 steps.
    expect(report?.text.rows).toEqual([['ResNet-8', '<b>Bcos</b> | 8', '10 / 0, p 0.0020, differs', '—', '—']]);
    expect(pairsSummary(TABLE)).toBe('1 of 1 comparison differs');
  });

  it('compares after the last number of steps', () => {
    const steps = TABLE.rows.map((row) => ({ ...row, cells: row.cells.map((numbers) => numbers.slice(0, 1)) }));
    const early = networkPairReport({ ...TABLE, steps: [20], rows: steps });
    expect(early?.text.rows[0]?.slice(3)).toEqual(['67 / 0, p < 0.0001, differs', '—']);
    expect(early?.text.note).toContain('after 20 steps');
  });

  it('says nothing of networks that do not differ by more than chance', () => {
    const rows = TABLE.rows.map((row, i) => ({ ...row, rightBefore: new Map([[0, i === 0]]) }));
    expect(networkPairReport({ ...TABLE, rows })?.text.rows[0]?.[2]).toBe('1 / 0, p 1.0000');
  });

  it('has a record for every comparison, with counts, the difference and its interval', () => {
    const lines = csvTable(networkPairReport(TABLE)?.records ?? { columns: [], records: [] }).split('\n');
    expect(lines[0]).toBe(
      'a,b,accuracy_of,norm,eps,steps,threat,both,only_a,only_b,neither,difference,low,high,p,differs,node_a,node_b',
    );
    expect(lines[1]).toMatch(/^resnet8,bcos,natural,,,,,180,10,0,10,-0\.05,-0\.0\d+,-0\.0\d+,0\.001953125,true,,$/);
    expect(lines[2]).toBe(
      'resnet8,bcos,attacked,linf,8/255,100,encoded,,,,,,,,,,attack-resnet8-linf-8_255-100-encoded,attack-bcos-linf-8_255-100-encoded',
    );
  });

  it('is nothing for a table of one row', () => {
    expect(networkPairReport({ ...TABLE, rows: TABLE.rows.slice(0, 1) })).toBeNull();
  });
});
