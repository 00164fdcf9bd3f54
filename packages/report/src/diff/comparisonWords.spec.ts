import { describe, expect, it } from 'vitest';
import { compareResults } from './compareResults.js';
import { comparisonWords } from './comparisonWords.js';
import { markdownComparison } from './markdownComparison.js';
import { attackResults, networkResults, resultsFixture, withRows } from './results.fixture.js';
import { terminalComparison } from './terminalComparison.js';

const FLAG = { name: 'zero <gradient>', observed: '1 of 200 images', means: 'masked gradients' };
const A = resultsFixture(
  [networkResults('a', 951, '<i>A</i>')],
  [attackResults('a', '8/255', 100), attackResults('a', '16/255', 40)],
);
const B = resultsFixture(
  [networkResults('a', 951, '<i>A</i>')],
  [attackResults('a', '8/255', 130, [FLAG]), attackResults('a', '4/255', 150)],
);
/** An attack of the fixture in words. */
const attackWords = (eps: string): string => `PGD ℓ∞ ${eps}, 20 steps, encoded threat`;

const words = comparisonWords(compareResults(A, B));

describe('comparisonWords', () => {
  it('counts cells', () => {
    expect(words.summary).toBe('1 of 3 cells are not equal, 1 of them differs; 1 only in A; 1 only in B.');
    expect(comparisonWords(compareResults(A, A))).toEqual({
      summary: '0 of 4 cells are not equal, 0 of them differ.',
      warning: null,
      table: null,
      flagsAppeared: [],
      flagsGone: [],
    });
  });
  it('has a row for every cell that is not equal', () => {
    expect(words.table?.rows).toEqual([
      ['<i>A</i>', attackWords('8/255'), '50.0', '65.0', '+15.00', '+5.31 to +24.30', '—', '—', 'differs'],
      ['<i>A</i>', attackWords('4/255'), '—', '75.0', '—', '—', '—', '—', 'only in B'],
      ['<i>A</i>', attackWords('16/255'), '20.0', '—', '—', '—', '—', '—', 'only in A'],
    ]);
  });
  it('has counts and p where both reports hold the rows of the same images', () => {
    const before = resultsFixture([networkResults('a', 951)], [withRows('a', 100, 0)]);
    const after = resultsFixture([networkResults('a', 951)], [withRows('a', 110, 4)]);
    const { table, summary } = comparisonWords(compareResults(before, after));
    expect(table?.rows).toEqual([
      ['A', attackWords('8/255'), '50.0', '53.0', '+3.00', '−0.75 to +6.72', '4 / 10', '0.1796', 'within chance'],
    ]);
    expect(summary).toBe('1 of 3 cells are not equal, 0 of them differ.');
  });
  it('warns where the data differ', () => {
    const other = { ...B, dataset: { ...B.dataset, testImages: 500 } };
    expect(comparisonWords(compareResults(A, other)).warning).toContain('different data');
  });
});

describe('terminalComparison', () => {
  it('names both folders and ends with the summary', () => {
    const lines = terminalComparison(words, 'out/a', 'out/b\u001b[2J');
    expect(lines.slice(0, 2)).toEqual(['A: out/a', 'B: out/b [2J']);
    expect(lines).toContain('Flags that appeared in B:');
    expect(lines.at(-1)).toBe(words.summary);
  });
});

describe('markdownComparison', () => {
  it('escapes what comes from files', () => {
    const text = markdownComparison(words, 'out/a_b', 'out/b');
    expect(
      text.startsWith(`### ${words.summary}\n\nA: out/a\\_b  \nB: out/b\n\n**Cells that are not equal**\n\n|`),
    ).toBe(true);
    expect(text).toContain('| \\<i\\>A\\</i\\> |');
    expect(text).toContain('**Flags that appeared in B**\n\n- attack-a-linf-8\\_255-20-encoded: zero \\<gradient\\> (');
    expect(text).not.toMatch(/<i>|gone/);
  });
});
