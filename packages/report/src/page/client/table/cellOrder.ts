import { at } from '@bcos-bench/vocabulary/at';

/** The sort key of a cell: its number if it has one, else its text; null if nothing was measured. */
export type CellValue = number | string | null;

/** How a column is sorted; `none` is the original order. The names are those of `aria-sort`. */
export type SortDirection = 'none' | 'ascending' | 'descending';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** The value of a cell: `given` is its `data-value`, a number, or empty if nothing was measured. */
export function cellValue(given: string | undefined, text: string): CellValue {
  if (given === undefined) return text.trim();
  return given === '' ? null : Number(given);
}

/** Compares two cells for `sort`: numbers before text, and cells without a value last in both directions. */
export function compareCells(a: CellValue, b: CellValue, direction: SortDirection): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [low, high] = direction === 'descending' ? [b, a] : [a, b];
  if (typeof low === 'number' && typeof high === 'number') return Number(low > high) - Number(low < high);
  if (typeof low === 'string' && typeof high === 'string') return collator.compare(low, high);
  return typeof a === 'number' ? -1 : 1;
}

/** The order after the next click: numbers begin with the largest, text with A; the third click restores the original order. */
export function nextDirection(direction: SortDirection, values: readonly CellValue[]): SortDirection {
  const hasNumbers = values.some((value) => typeof value === 'number');
  const cycle: readonly SortDirection[] = hasNumbers
    ? ['none', 'descending', 'ascending']
    : ['none', 'ascending', 'descending'];
  return at(cycle, (cycle.indexOf(direction) + 1) % cycle.length);
}
