import { describe, expect, it } from 'vitest';
import { packOutcomes } from '../results/imageOutcomes.js';
import { compareResults, type Outcome } from './compareResults.js';
import { attackResults, networkResults, resultsFixture, withRows } from './results.fixture.js';

const FLAG = { name: 'zero gradient', observed: '1 of 200 images', means: 'masked gradients' };

const A = resultsFixture(
  [networkResults('a', 951), networkResults('gone', 900)],
  [attackResults('a', '8/255', 100), attackResults('a', '4/255', 120, [FLAG]), attackResults('a', '16/255', 40)],
);

/** Every cell's outcome by network and what it is of. */
function outcomes(before: typeof A, after: typeof A): Record<string, Outcome> {
  const { cells } = compareResults(before, after);
  return Object.fromEntries(
    cells.map(({ network, accuracyOf, node, outcome }) => [`${network} ${node?.split('-')[3] ?? accuracyOf}`, outcome]),
  );
}

describe('compareResults', () => {
  it('finds a report equal to itself', () => {
    const { cells, flagsAppeared, flagsGone, sameData } = compareResults(A, A);
    expect(cells.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'equal'));
    expect([flagsAppeared, flagsGone, sameData]).toEqual([[], [], true]);
  });

  it('tells what moved beyond the interval from what moved within it, and names what one report lacks', () => {
    const B = resultsFixture(
      [networkResults('a', 950), networkResults('new', 930)],
      [attackResults('a', '8/255', 130), attackResults('a', '4/255', null), attackResults('a', '16/255', 41)],
    );
    expect(outcomes(A, B)).toEqual({
      'a whole-split': 'within',
      'a natural': 'equal',
      'a 8_255': 'beyond',
      'a 16_255': 'within',
      'new whole-split': 'only-b',
      'a 4_255': 'only-a',
      'gone whole-split': 'only-a',
    });
  });

  it('takes the same share of more images for another number', () => {
    const { cells } = compareResults(
      resultsFixture([networkResults('a', null)], [attackResults('a', '8/255', 100)]),
      resultsFixture(
        [networkResults('a', null)],
        [{ ...attackResults('a', '8/255', 100), robust: { correct: 50, total: 100, value: 0.5, low: 0.4, high: 0.6 } }],
      ),
    );
    expect(cells.at(-1)).toMatchObject({ outcome: 'within', difference: { value: 0 } });
  });

  it('says by how much, B minus A', () => {
    const B = resultsFixture([], [attackResults('a', '8/255', 90)]);
    const { cells } = compareResults(
      { ...A, networks: A.networks.slice(0, 1) },
      { ...B, networks: A.networks.slice(0, 1) },
    );
    const moved = cells.find(({ node }) => node === 'attack-a-linf-8_255-20-encoded');
    expect(moved?.difference?.value).toBeCloseTo(-0.05, 12);
    expect(moved?.description).toBe('PGD ℓ∞ 8/255, 20 steps, encoded threat');
  });

  it('has the flags that appeared and those that are gone', () => {
    const node = 'attack-a-linf-8_255-20-encoded';
    const B = resultsFixture([networkResults('a', 951)], [attackResults('a', '8/255', 100, [FLAG])]);
    const { flagsAppeared, flagsGone } = compareResults(A, B);
    expect(flagsAppeared).toEqual([{ node, ...FLAG }]);
    expect(flagsGone.map((flag) => flag.node)).toEqual(['attack-a-linf-4_255-20-encoded']);
  });

  it('compares image by image where both reports hold the rows of the same images', () => {
    const report = (correct: number, from: number): typeof A =>
      resultsFixture([networkResults('a', null)], [withRows('a', correct, from)]);
    const moved = compareResults(report(100, 0), report(106, 0)).cells.at(-1);
    // 106 of 200 are within the interval of 100 of 200, but nothing was lost for them: six of six is p 1/32.
    expect(moved).toMatchObject({
      outcome: 'beyond',
      paired: { onlyA: 0, onlyB: 6, both: 100, neither: 94, p: 1 / 32 },
    });
    const [natural, swapped] = compareResults(report(100, 0), report(105, 5)).cells;
    expect(natural).toMatchObject({ outcome: 'equal', paired: { onlyA: 0, onlyB: 0 } });
    expect(swapped).toMatchObject({
      outcome: 'within',
      difference: { value: 0 },
      paired: { onlyA: 5, onlyB: 5, p: 1 },
    });
  });

  it('compares counts where the rows are of other images', () => {
    const report = (attack: ReturnType<typeof withRows>, shards: string[]): typeof A => {
      const results = resultsFixture([networkResults('a', null)], [attack]);
      return { ...results, dataset: { ...results.dataset, testShards: shards } };
    };
    const [a, b] = [withRows('a', 100, 0), withRows('a', 106, 0)];
    const outcomeOf = (from: typeof A, to: typeof A): object | undefined => compareResults(from, to).cells.at(-1);
    expect(outcomeOf(report(a, ['1']), report(b, ['1']))).toMatchObject({ outcome: 'beyond' });
    expect(outcomeOf(report(a, ['1']), report(b, ['2']))).toMatchObject({ outcome: 'within', paired: null });
    expect(compareResults(report(a, ['1']), report(b, ['2'])).sameData).toBe(false);
    const fewer = { ...b, outcomes: packOutcomes(new Map([[0, true]]), new Map([[0, true]])) };
    expect(outcomeOf(report(a, ['1']), report(fewer, ['1']))).toMatchObject({ outcome: 'within', paired: null });
  });

  it('sees that the data differ', () => {
    expect(compareResults(A, { ...A, dataset: { ...A.dataset, name: 'cifar10' } }).sameData).toBe(false);
  });
});
