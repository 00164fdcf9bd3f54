/** The numbers of a table one by one, a record each, for programs. What was not measured has no key. */
export interface TableRecords<Column extends string = string> {
  readonly columns: readonly Column[];
  readonly records: readonly TableRecord<Column>[];
}

/** One number of a table with all that tells it from the others. */
export type TableRecord<Column extends string = string> = Readonly<
  Partial<Record<Column, string | number | boolean | null>>
>;
