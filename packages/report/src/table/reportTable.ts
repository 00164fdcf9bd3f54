import type { TableRecords } from './tableRecords.js';
import type { TextTable } from './textTable.js';

/** A table of the report, ready to be written as `tables/ID.EXTENSION`. */
export interface ReportTable {
  readonly id: string;
  readonly text: TextTable;
  readonly records: TableRecords;
}
