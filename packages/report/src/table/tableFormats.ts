import { csvTable } from './csvTable.js';
import { latexTable } from './latexTable.js';
import { markdownTable } from './markdownTable.js';
import type { ReportTable } from './reportTable.js';

/** A format that tables are written in: `tables/ID.EXTENSION`. */
export interface TableFormat {
  readonly extension: string;
  /** What a link to it says. */
  readonly label: string;
  readonly render: (table: ReportTable) => string;
}

/** Every format that tables are written in, in the order of the page's links. */
export const tableFormats: readonly TableFormat[] = [
  { extension: 'md', label: 'Markdown', render: ({ text }) => markdownTable(text) },
  { extension: 'csv', label: 'CSV', render: ({ records }) => csvTable(records) },
  { extension: 'tex', label: 'LaTeX', render: latexTable },
];
