import { findsSmallestRadii, type AttackCell } from '@bcos-bench/pipeline';
import { normSchema, parseEpsilon, type AttackNorm, type Proportion } from '@bcos-bench/vocabulary';
import { accuracyAtRadius } from '../radii/accuracyAtRadius.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { medianInterval, type MedianInterval } from './medianInterval.js';

/** What an attack that finds the smallest radius of each image says of a network. */
export interface SmallestRadiiRow {
  readonly network: string;
  readonly title: string;
  readonly node: string;
  readonly cell: AttackCell;
  readonly images: number;
  /** In units of [0,1]; Infinity is beyond the radius of the attack. */
  readonly median: MedianInterval;
  /** Accuracy at each radius of the table; null where it is beyond the radius of the attack. */
  readonly accuracies: readonly (Proportion | null)[];
}

/** The attacks of one norm that find smallest radii, with the accuracy that they leave at some radii. */
export interface SmallestRadiiTable {
  readonly norm: AttackNorm;
  /** As the grids of other attacks write them, rising. */
  readonly radii: readonly string[];
  readonly rows: readonly SmallestRadiiRow[];
}

/** A table for every norm in which such attacks have run. */
export function smallestRadiiTables(results: PipelineResults): SmallestRadiiTable[] {
  return normSchema.options.flatMap((norm) => {
    const radii = gridRadii(results, norm);
    const rows = [...results.attacks.values()].flatMap(({ network, node, cell, outcome }): SmallestRadiiRow[] => {
      const found = outcome?.smallestRadii ?? null;
      const median = found === null ? null : medianInterval(found);
      if (cell.norm !== norm || found === null || median === null) return [];
      const { title } = networkOf(results, network);
      const accuracies = radii.map((eps) => accuracyWithin(found, parseEpsilon(eps), parseEpsilon(cell.eps)));
      return [{ network, title, node, cell, images: found.length, median, accuracies }];
    });
    return rows.length === 0 ? [] : [{ norm, radii, rows }];
  });
}

function accuracyWithin(found: readonly number[], radius: number, largest: number): Proportion | null {
  return radius > largest ? null : accuracyAtRadius(found, radius);
}

/** The radii at which the pipeline has other attacks in a norm: the same radius once, however it is written. */
function gridRadii({ attacks }: PipelineResults, norm: AttackNorm): string[] {
  const written = [...attacks.values()].flatMap(({ cell }) =>
    cell.norm === norm && !findsSmallestRadii(cell) ? [cell.eps] : [],
  );
  const byRadius = new Map(written.map((eps) => [parseEpsilon(eps), eps]));
  return [...byRadius].sort(([a], [b]) => a - b).map(([, eps]) => eps);
}
