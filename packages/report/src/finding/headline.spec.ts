import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attackCellSchema } from '@bcos-bench/pipeline';
import { comparePaired } from '../paired/pairedComparison.js';
import { shareOf } from '../paired/outcomeByImage.js';
import { at } from '@bcos-bench/vocabulary';
import { headline } from './headline.js';
import { attackNames, type Leaderboard, type Standing } from './leaderboard.js';

const CLASSES = 10;
const NAMES = ['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'];

/** The first `count` of `total` images. */
const first = (count: number, total: number) => new Map(Array.from({ length: total }, (_, i) => [i, i < count]));

function standing(title: string, withstood: ReadonlyMap<number, boolean>, more: Partial<Standing> = {}): Standing {
  return {
    ...{ network: title.toLowerCase(), title, clean: shareOf(first(withstood.size, withstood.size)) },
    ...{ worst: { share: shareOf(withstood), withstood }, attacks: ['PGD'], nodes: [] },
    ...{ explanationCosine: null, article: null },
    ...more,
  };
}
const kept = (title: string, count: number, total = 200, more: Partial<Standing> = {}): Standing =>
  standing(title, first(count, total), more);
const board = (standings: readonly Standing[], threat: 'encoded' | 'pixel' = 'encoded'): Leaderboard => ({
  setting: { norm: 'linf', threat, eps: '8/255', attacks: [] },
  standings,
});
const said = (...standings: readonly Standing[]): string => headline(board(standings), CLASSES);

describe('the headline', () => {
  it.each<[string, readonly Standing[], string]>([
    [
      'one network',
      [kept('Ada', 70)],
      'At ℓ∞ 8/255, over 200 images: Ada still classifies 35.0% (95% interval 28.7 to 41.8) correctly.',
    ],
    [
      'all broken',
      [kept('Ada', 0), kept('Bo', 0)],
      'At ℓ∞ 8/255, over 200 images: Ada and Bo classify none correctly.',
    ],
    [
      'nothing broken',
      [kept('Ada', 200)],
      'At ℓ∞ 8/255, over 200 images: Ada still classifies 100.0% (95% interval 98.1 to 100.0) correctly.',
    ],
    [
      'one that beats one of two',
      [kept('Ada', 100), kept('Bo', 98), kept('Cy', 20)],
      'At ℓ∞ 8/255, over 200 images: Ada still classifies 50.0% (95% interval 43.1 to 56.9), Bo 49.0% (42.2 to 55.9) and Cy 10.0% (6.6 to 14.9) correctly. Ada keeps more than Cy. These images show no difference between Ada and Bo.',
    ],
    ['one broken', [kept('Ada', 0, 1)], 'At ℓ∞ 8/255, over 1 image: Ada classifies none correctly.'],
    [
      'a clear order',
      [kept('Ada', 100), kept('Bo', 20), kept('Cy', 0)],
      'At ℓ∞ 8/255, over 200 images: Cy classifies none correctly; Ada still classifies 50.0% (95% interval 43.1 to 56.9) and Bo 10.0% (6.6 to 14.9) correctly. Ada keeps more than Bo.',
    ],
    [
      'a tie',
      [kept('Ada', 70), kept('Bo', 70)],
      'At ℓ∞ 8/255, over 200 images: Ada still classifies 35.0% (95% interval 28.7 to 41.8) and Bo 35.0% (28.7 to 41.8) correctly. These images show no difference between Ada and Bo.',
    ],
    [
      'intervals that overlap',
      [kept('Ada', 13, 24), kept('Bo', 10, 24)],
      'At ℓ∞ 8/255, over 24 images: Ada still classifies 54.2% (95% interval 35.1 to 72.1) and Bo 41.7% (24.5 to 61.2) correctly. These images show no difference between Ada and Bo.',
    ],
    [
      'other attacks',
      [kept('Ada', 100), kept('Bo', 20, 200, { attacks: ['PGD', 'AutoAttack'] })],
      'At ℓ∞ 8/255, over 200 images: Ada still classifies 50.0% (95% interval 43.1 to 56.9) and Bo 10.0% (6.6 to 14.9) correctly.',
    ],
    [
      'other numbers of images',
      [kept('Ada', 0, 24), kept('Bo', 0, 1000)],
      'At ℓ∞ 8/255, over 24 to 1,000 images: Ada and Bo classify none correctly.',
    ],
    [
      'a network that guesses',
      [kept('Ada', 70), kept('Bo', 3, 40, { clean: shareOf(first(5, 40)) })],
      'At ℓ∞ 8/255, over 200 images: Ada still classifies 35.0% (95% interval 28.7 to 41.8) correctly. Bo is no better than chance before any attack, so nothing can be said of its robustness.',
    ],
    [
      'guessing alone',
      [kept('Ada', 0, 4, { clean: shareOf(first(0, 4)) }), kept('Bo', 0, 4, { clean: shareOf(first(1, 4)) })],
      'Ada and Bo are no better than chance before any attack, so nothing can be said of their robustness.',
    ],
    [
      'more networks than can be named',
      NAMES.map((name) => kept(name, 0)),
      'At ℓ∞ 8/255, over 200 images: Ada, Bo, Cy, Di and 2 more networks classify none correctly.',
    ],
  ])('of %s', (_, standings, sentence) => {
    expect(said(...standings)).toBe(sentence);
  });

  it('says nothing of networks that have a single class to choose', () => {
    expect(headline(board([kept('Ada', 200)]), 1)).toBe(
      'Ada is no better than chance before any attack, so nothing can be said of its robustness.',
    );
  });

  it('compares networks that took the same attacks in another order', () => {
    const cells = (['pgd', 'autoattack'] as const).map((attack) => ({
      cell: attackCellSchema.parse({ norm: 'linf', eps: '8/255', steps: 10, attack }),
    }));
    const [ada, bo] = [attackNames(cells), attackNames(cells.toReversed())];
    expect(ada).toEqual(['AutoAttack', 'PGD']);
    expect(said(kept('Ada', 70, 200, { attacks: ada }), kept('Bo', 70, 200, { attacks: bo }))).toContain(
      'These images show no difference between Ada and Bo.',
    );
  });

  it('says where the attack is', () => {
    expect(headline(board([kept('Ada', 0)], 'pixel'), CLASSES)).toMatch(
      /^At ℓ∞ 8\/255 on pixels, over 200 images: Ada /,
    );
  });

  it('ranks two networks only where the paired test tells them apart', () => {
    const images = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 40, maxLength: 80 });
    fc.assert(
      fc.property(images, (rows) => {
        const withstood = (place: 0 | 1) => new Map(rows.map((row, image) => [image, row[place]]));
        const ordered = [standing('Ada', withstood(0)), standing('Bo', withstood(1))].sort(
          (a, b) => b.worst.share.value - a.worst.share.value,
        );
        const differs = comparePaired(at(ordered, 0).worst.withstood, at(ordered, 1).worst.withstood)?.differs === true;
        const both = ordered.every(({ worst }) => worst.share.correct > 0);
        expect(said(...ordered).includes(' keeps more than ')).toBe(differs && both);
      }),
    );
  });
});
