import type { ReportTable } from './reportTable.js';
import { robustnessRecords } from './robustnessRecords.js';
import type { RobustnessTable } from './robustnessTable.js';
import { robustnessText } from './tableText.js';

/** A table of accuracies for every format. */
export function robustnessReport(table: RobustnessTable): ReportTable {
  return { id: table.id, text: robustnessText(table), records: robustnessRecords(table) };
}
