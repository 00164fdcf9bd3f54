import { comparePaired, type PairedComparison } from '../paired/pairedComparison.js';
import type { OutcomeByImage } from '../paired/outcomeByImage.js';
import type { RobustnessTable, TableRow } from './robustnessTable.js';

/** Two rows of a table, compared image by image. */
export interface NetworkPair {
  readonly a: TableRow;
  readonly b: TableRow;
  /** Before any attack; null where no image was seen by both. */
  readonly natural: PairedComparison | null;
  /** One per eps, after the last number of steps; null where one has not been measured. */
  readonly cells: readonly (PairedComparison | null)[];
}

/** Every two rows of a table, in its order: A stands above B. */
export function networkPairs({ rows }: RobustnessTable): NetworkPair[] {
  return rows.flatMap((a, place) =>
    rows.slice(place + 1).map((b) => ({
      a,
      b,
      natural: compared(a.rightBefore, b.rightBefore),
      cells: a.cells.map((numbers, column) =>
        compared(numbers.at(-1)?.withstood ?? null, b.cells[column]?.at(-1)?.withstood ?? null),
      ),
    })),
  );
}

function compared(a: OutcomeByImage | null, b: OutcomeByImage | null): PairedComparison | null {
  return a === null || b === null ? null : comparePaired(a, b);
}
