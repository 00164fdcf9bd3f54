import { fileLinks } from '../markup/fileLinks.js';
import type { Markup } from '../markup/markup.js';
import type { ReportTable } from './reportTable.js';
import { tableFormats } from './tableFormats.js';

/** The links of a table; the page holds all of its files. */
export function tableLinks(table: ReportTable): Markup {
  return fileLinks(
    table.text.title,
    table.id,
    tableFormats.map(({ extension, label, render }) => ({
      ...{ path: `tables/${table.id}.${extension}`, label },
      text: render(table),
    })),
  );
}
