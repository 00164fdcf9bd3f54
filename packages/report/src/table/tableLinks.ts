import { fileLinks } from '../markup/fileLinks.js';
import type { Markup } from '../markup/markup.js';
import { csvTable } from './csvTable.js';
import type { ReportTable } from './reportTable.js';
import { tableFormats } from './tableFormats.js';

/** The links of a table; the page holds its CSV. */
export function tableLinks({ id, text, records }: ReportTable): Markup {
  return fileLinks(
    text.title,
    id,
    tableFormats.map(({ extension, label }) => ({
      ...{ path: `tables/${id}.${extension}`, label },
      ...(extension === 'csv' ? { text: csvTable(records) } : {}),
    })),
  );
}
