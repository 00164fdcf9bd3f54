import { stringify } from 'csv-stringify/sync';
import type { TableRecords } from './tableRecords.js';

/** Records as CSV (RFC 4180) with a header; what is missing is empty. */
export function csvTable({ columns, records }: TableRecords): string {
  return stringify([...records], { header: true, columns: [...columns], cast: { boolean: (value) => String(value) } });
}
