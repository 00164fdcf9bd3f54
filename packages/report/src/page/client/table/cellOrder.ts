/** What a table's cell is sorted by: its number where it has one, else its text; null where nothing was measured. */
export type CellValue = number | string | null;

/** How a column is sorted; `none` is the order in which the table came. Named as `aria-sort` names them. */
export type SortDirection = 'none' | 'ascending' | 'descending';

const collator = new Intl.Collator('en-GB', { numeric: true });

/** The value of a cell: `given` is its `data-value`, a number, or nothing where nothing was measured. */
export function cellValue(given: string | undefined, text: string): CellValue {
  if (given === undefined) return text.trim();
  return given === '' ? null : Number(given);
}

/** Which of two cells comes first, as `sort` wants it: numbers before text, and cells without a value last both ways. */
export function compareCells(a: CellValue, b: CellValue, direction: SortDirection): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const [low, high] = direction === 'descending' ? [b, a] : [a, b];
  if (typeof low === 'number' && typeof high === 'number') return Number(low > high) - Number(low < high);
  if (typeof low === 'string' && typeof high === 'string') return collator.compare(low, high);
  return typeof a === 'number' ? -1 : 1;
}

/** What the next press does: numbers begin with the largest, text with A, and the third press brings the first order back. */
export function nextDirection(direction: SortDirection, values: readonly CellValue[]): SortDirection {
  const hasNumbers = values.some((value) => typeof value === 'number');
  const cycle: readonly SortDirection[] = hasNumbers
    ? ['none', 'descending', 'ascending']
    : ['none', 'ascending', 'descending'];
  return cycle[(cycle.indexOf(direction) + 1) % cycle.length] ?? 'none';
}
