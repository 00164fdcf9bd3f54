import { csvTable } from './csvTable.js';
import { markdownTable } from './markdownTable.js';
import type { RobustnessTable } from './robustnessTable.js';

/** A format that tables are written in: `tables/ID.EXTENSION`. */
export interface TableFormat {
  readonly extension: string;
  /** What a link to it says. */
  readonly label: string;
  readonly render: (table: RobustnessTable) => string;
}

/** Every format that tables are written in, in the order of the page's links. */
export const tableFormats: readonly TableFormat[] = [
  { extension: 'md', label: 'Markdown', render: markdownTable },
  { extension: 'csv', label: 'CSV', render: csvTable },
];
