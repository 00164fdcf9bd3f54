/** A table in words: what a person reads, whatever the format. Text from files stands in it as it is; formats escape. */
export interface TextTable {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What its numbers are, in a sentence or two. */
  readonly note: string;
  /** So many columns from the left are words; those after them are numbers, and stand at the right of their column. */
  readonly wordColumns: number;
}
