import type { FieldDefinition } from 'parquetjs-lite';

/** Columns of a Parquet file by name. */
export type ParquetColumns = Readonly<Record<string, FieldDefinition>>;

/** The rows of one Parquet file as they are appended; `close` writes the footer, without which nothing can read the file. */
export interface RowWriter<Row> {
  append(row: Row): Promise<void>;
  close(): Promise<void>;
}

const ROWS_A_GROUP = 4096;

/** Opens a Parquet file for rows of `columns`; memory holds one group of rows at a time. */
export async function openParquet<Row extends object>(path: string, columns: ParquetColumns): Promise<RowWriter<Row>> {
  // Only here, as most processes that import this package write no Parquet file. Node finds no named exports in this CommonJS package.
  const { ParquetSchema, ParquetWriter } = (await import('parquetjs-lite')).default;
  // Page format 1: version 2, as the library writes it, cannot be read by pyarrow.
  const options = { useDataPageV2: false, rowGroupSize: ROWS_A_GROUP };
  const writer = await ParquetWriter.openFile(new ParquetSchema({ ...columns }), path, options);
  return {
    append: (row) => writer.appendRow(withoutNulls(row)),
    close: () => writer.close(),
  };
}

/** The library marks an optional value as absent by leaving out its key. */
function withoutNulls(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
