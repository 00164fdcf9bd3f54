import { describe, expect, it } from 'vitest';
import { compareResults } from './compareResults.js';
import { comparisonWords } from './comparisonWords.js';
import { markdownComparison } from './markdownComparison.js';
import { attackResults, networkResults, resultsFixture } from './results.fixture.js';
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
const words = comparisonWords(compareResults(A, B));

describe('comparisonWords', () => {
  it('counts cells', () => {
    expect(words.summary).toBe('1 of 3 cells differ, 1 beyond the interval; 1 only in A; 1 only in B.');
    expect(comparisonWords(compareResults(A, A))).toEqual({
      summary: '0 of 4 cells differ, 0 beyond the interval.',
      warning: null,
      table: null,
      flagsAppeared: [],
      flagsGone: [],
    });
  });
  it('has a row for every cell that is not equal', () => {
    expect(words.table?.rows).toEqual([
      ['<i>A</i>', 'PGD ℓ∞ 8/255, 20 steps, encoded threat', '50.0', '65.0', '+15.00', '+5.31 to +24.30', 'beyond'],
      ['<i>A</i>', 'PGD ℓ∞ 4/255, 20 steps, encoded threat', '—', '75.0', '—', '—', 'only in B'],
      ['<i>A</i>', 'PGD ℓ∞ 16/255, 20 steps, encoded threat', '20.0', '—', '—', '—', 'only in A'],
    ]);
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
