import type { Proportion } from '@bcos-bench/vocabulary';
import type { Results } from '../results/resultsSchema.js';
import { accuracyCells, cellKey, type AccuracyCell } from './accuracyCell.js';
import { difference, type Difference } from './differenceInterval.js';

/**
 * How a cell of report B compares with the same cell of report A. `equal`: the same counts. `within`: other counts, but the
 * interval of the difference contains 0. `beyond`: it does not contain 0. The others are in only one report.
 */
export type Outcome = 'equal' | 'within' | 'beyond' | 'only-a' | 'only-b';

/** A cell in both reports or in one. */
export interface ComparedCell extends Omit<AccuracyCell, 'accuracy'> {
  readonly a: Proportion | null;
  readonly b: Proportion | null;
  /** B minus A, in [-1,1]; null where the cell is in one report alone. */
  readonly difference: Difference | null;
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
  /** Whether both name the same data set, classes and number of test images. */
  readonly sameData: boolean;
}

/** Compares report B with report A, cell by cell: a network's accuracy under an attack, and before it. */
export function compareResults(a: Results, b: Results): Comparison {
  const [before, after] = [accuracyCells(a), accuracyCells(b)];
  const inA = new Map(before.map((cell) => [cellKey(cell), cell]));
  const inB = new Set(after.map(cellKey));
  const [flagsA, flagsB] = [attackFlags(a), attackFlags(b)];
  return {
    cells: [
      ...after.map((cell) => compared(cell, inA.get(cellKey(cell))?.accuracy ?? null, cell.accuracy)),
      ...before.filter((cell) => !inB.has(cellKey(cell))).map((cell) => compared(cell, cell.accuracy, null)),
    ],
    flagsAppeared: flagsMissingFrom(flagsA, flagsB),
    flagsGone: flagsMissingFrom(flagsB, flagsA),
    sameData: JSON.stringify(a.dataset) === JSON.stringify(b.dataset),
  };
}

function compared(cell: AccuracyCell, a: Proportion | null, b: Proportion | null): ComparedCell {
  const { network, title, accuracyOf, description, node } = cell;
  const about = { network, title, accuracyOf, description, node, a, b };
  if (a === null) return { ...about, difference: null, outcome: 'only-b' };
  if (b === null) return { ...about, difference: null, outcome: 'only-a' };
  const moved = difference(b, a);
  if (a.correct === b.correct && a.total === b.total) return { ...about, difference: moved, outcome: 'equal' };
  return { ...about, difference: moved, outcome: moved.low > 0 || moved.high < 0 ? 'beyond' : 'within' };
}

function attackFlags({ attacks }: Results): AttackFlag[] {
  return attacks.flatMap(({ node, flags }) => flags.map((flag) => ({ node, ...flag })));
}

function flagsMissingFrom(some: readonly AttackFlag[], others: readonly AttackFlag[]): AttackFlag[] {
  const key = ({ node, name }: AttackFlag): string => JSON.stringify([node, name]);
  const known = new Set(some.map(key));
  return others.filter((flag) => !known.has(key(flag)));
}
