/** A table in words, for every format. Text from files is unchanged here; the formats escape it. */
export interface TextTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What its numbers are, in a sentence or two. */
  readonly note: string;
  /** The number of columns from the left that are words. The others are numbers, aligned to the right. */
  readonly wordColumns: number;
}
