import type { Proportion } from '@bcos-bench/vocabulary';

/** The numbers of a table one by one, a record each, for programs. What was not measured has no key. */
export interface TableRecords<Column extends string = string> {
  readonly columns: readonly Column[];
  readonly records: readonly TableRecord<Column>[];
}

/** One number of a table with all that tells it from the others. */
export type TableRecord<Column extends string = string> = Readonly<
  Partial<Record<Column, string | number | boolean | null>>
>;

/** The columns of a share: its counts, and its value with the 95% interval in [0,1]. */
type ShareColumn = 'correct' | 'total' | 'accuracy' | 'low' | 'high';

/** A share as numbers of a record; nothing where it was not measured. */
export function shareNumbers(share: Proportion | null): TableRecord<ShareColumn> {
  if (share === null) return {};
  const { correct, total, value, low, high } = share;
  return { correct, total, accuracy: value, low, high };
}
