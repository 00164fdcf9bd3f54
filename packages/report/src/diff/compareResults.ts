import type { Proportion } from '@bcos-bench/vocabulary';
import { comparePaired, type PairedComparison } from '../paired/pairedComparison.js';
import { sameImages } from '../paired/outcomeByImage.js';
import type { Difference } from '../paired/pairedDifference.js';
import type { Results } from '../results/resultsSchema.js';
import { accuracyCells, cellKey, type AccuracyCell } from './accuracyCell.js';
import { difference } from './differenceInterval.js';

/**
 * How a cell of report B compares with the same cell of report A. Where both hold the rows of the same images: `equal` is the same
 * outcome for every image, `beyond` a p of the exact test of McNemar below 0.05, `within` all between. Elsewhere `equal` is the same
 * counts, and `within` and `beyond` say whether the interval of the difference contains 0. The others are in only one report.
 */
export type Outcome = 'equal' | 'within' | 'beyond' | 'only-a' | 'only-b';

/** The images that one of two reports alone has right, ascending. */
export interface ChangedImages {
  readonly onlyA: readonly number[];
  readonly onlyB: readonly number[];
}

type CellName = Omit<AccuracyCell, 'accuracy' | 'images'>;

/** A cell in both reports or in one. */
export interface ComparedCell extends CellName {
  readonly a: Proportion | null;
  readonly b: Proportion | null;
  /** B minus A, in [-1,1]; null where the cell is in one report alone. */
  readonly difference: Difference | null;
  /** Image by image; null where the reports do not hold the rows of the same images. */
  readonly paired: PairedComparison | null;
  /** The images that one report alone has right, by their numbers in the split; null where there are no pairs. */
  readonly changed: ChangedImages | null;
  readonly outcome: Outcome;
}

/** A flag of the sanity checks at an attack. */
export interface AttackFlag {
  readonly node: string;
  readonly name: string;
  readonly observed: string;
  readonly means: string;
}

/** Two reports side by side. */
export interface Comparison {
  /** In the order of B, then those that A alone has. */
  readonly cells: readonly ComparedCell[];
  readonly flagsAppeared: readonly AttackFlag[];
  readonly flagsGone: readonly AttackFlag[];
  /** Whether both name the same data set, classes and test images. */
  readonly sameData: boolean;
}

/** Compares report B with report A, cell by cell: a network's accuracy under an attack, and before it. */
export function compareResults(a: Results, b: Results): Comparison {
  const [before, after] = [accuracyCells(a), accuracyCells(b)];
  const inA = new Map(before.map((cell) => [cellKey(cell), cell]));
  const inB = new Set(after.map(cellKey));
  const [flagsA, flagsB] = [attackFlags(a), attackFlags(b)];
  const sameData = isSameData(a.dataset, b.dataset);
  return {
    cells: [
      ...after.map((cell) => compared(inA.get(cellKey(cell)) ?? null, cell, sameData)),
      ...before.filter((cell) => !inB.has(cellKey(cell))).map(onlyInA),
    ],
    flagsAppeared: flagsMissingFrom(flagsA, flagsB),
    flagsGone: flagsMissingFrom(flagsB, flagsA),
    sameData,
  };
}

type Dataset = Results['dataset'];

/** Where one report does not name the shards, the rest has to do. */
function isSameData({ testShards: shardsA, ...a }: Dataset, { testShards: shardsB, ...b }: Dataset): boolean {
  const known = shardsA !== undefined && shardsB !== undefined;
  return JSON.stringify(a) === JSON.stringify(b) && (!known || JSON.stringify(shardsA) === JSON.stringify(shardsB));
}

/** What tells a cell from others. */
function aboutOf({ network, title, accuracyOf, description, node }: AccuracyCell): CellName {
  return { network, title, accuracyOf, description, node };
}

function onlyInA(inA: AccuracyCell): ComparedCell {
  return {
    ...aboutOf(inA),
    a: inA.accuracy,
    b: null,
    difference: null,
    paired: null,
    changed: null,
    outcome: 'only-a',
  };
}

function compared(inA: AccuracyCell | null, inB: AccuracyCell, sameData: boolean): ComparedCell {
  const about = aboutOf(inB);
  const b = inB.accuracy;
  if (inA === null) return { ...about, a: null, b, difference: null, paired: null, changed: null, outcome: 'only-b' };
  const a = inA.accuracy;
  const paired = sameData ? pairedCells(inA, inB) : null;
  if (paired !== null) {
    const { onlyA, onlyB, differs, difference: moved } = paired;
    const outcome = onlyA + onlyB === 0 ? 'equal' : differs ? 'beyond' : 'within';
    return { ...about, a, b, difference: moved, paired, changed: changedImages(inA, inB), outcome };
  }
  const moved = difference(b, a);
  const isEqual = a.correct === b.correct && a.total === b.total;
  const outcome = isEqual ? 'equal' : moved.low > 0 || moved.high < 0 ? 'beyond' : 'within';
  return { ...about, a, b, difference: moved, paired: null, changed: null, outcome };
}

/** Both cells image by image, where both reports hold the rows of the same images. */
function pairedCells({ images: a }: AccuracyCell, { images: b }: AccuracyCell): PairedComparison | null {
  return a === null || b === null || !sameImages(a, b) ? null : comparePaired(a, b);
}

function changedImages({ images: a }: AccuracyCell, { images: b }: AccuracyCell): ChangedImages {
  return { onlyA: rightInOne(a, b), onlyB: rightInOne(b, a) };
}

/** The images that are right in one and wrong in the other, of those that both know. */
function rightInOne(one: AccuracyCell['images'], other: AccuracyCell['images']): number[] {
  const images = [...(one ?? [])].filter(([image, isRight]) => isRight && other?.get(image) === false);
  return images.map(([image]) => image).sort((a, b) => a - b);
}

function attackFlags({ attacks }: Results): AttackFlag[] {
  return attacks.flatMap(({ node, flags }) => flags.map((flag) => ({ node, ...flag })));
}

function flagsMissingFrom(some: readonly AttackFlag[], others: readonly AttackFlag[]): AttackFlag[] {
  const key = ({ node, name }: AttackFlag): string => JSON.stringify([node, name]);
  const known = new Set(some.map(key));
  return others.filter((flag) => !known.has(key(flag)));
}
