import { writeFileSync } from 'node:fs';
import {
  Field,
  FixedSizeList,
  Float32,
  Int32,
  Schema,
  Struct,
  Table,
  Uint8,
  RecordBatch,
  makeData,
  tableToIPC,
  type Data,
  type DataType,
} from 'apache-arrow';

/** A column of an Arrow file, flat: `width` values a row, row by row. Scalars have width 1 and are stored as scalars. */
export type Column =
  | { readonly type: 'int32'; readonly width: 1; readonly values: Int32Array }
  | { readonly type: 'uint8'; readonly width: number; readonly values: Uint8Array }
  | { readonly type: 'float32'; readonly width: number; readonly values: Float32Array };

/** What an Arrow file holds: columns of equal length, in order, and the schema's metadata. */
export interface ArrowTable {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** The values are copied: Arrow's writer merges neighbouring columns that share memory, and so spoils the file. */
function flatData(column: Column): Data {
  const about = { length: column.values.length, nullCount: 0 };
  switch (column.type) {
    case 'int32':
      return makeData({ type: new Int32(), data: new Int32Array(column.values), ...about });
    case 'uint8':
      return makeData({ type: new Uint8(), data: new Uint8Array(column.values), ...about });
    case 'float32':
      return makeData({ type: new Float32(), data: new Float32Array(column.values), ...about });
  }
}

/** Writes one record batch as an Arrow IPC file: lists of fixed size for columns that are wider than 1. */
export function writeArrow(path: string, { rows, columns, metadata }: ArrowTable): void {
  const fields: Field[] = [];
  const children = [...columns].map(([name, column]) => {
    if (column.values.length !== rows * column.width) {
      throw new RangeError(
        `column ${name} of ${path} holds ${column.values.length} values, not ${rows} x ${column.width}`,
      );
    }
    const flat = flatData(column);
    if (column.width === 1) {
      fields.push(new Field(name, flat.type, false));
      return flat;
    }
    const list = new FixedSizeList<DataType>(column.width, new Field('item', flat.type, false));
    fields.push(new Field(name, list, false));
    return makeData({ type: list, length: rows, nullCount: 0, child: flat });
  });
  const schema = new Schema(fields, new Map([...metadata].sort(([a], [b]) => (a < b ? -1 : 1))));
  const batch = new RecordBatch(schema, makeData({ type: new Struct(fields), length: rows, nullCount: 0, children }));
  writeFileSync(path, tableToIPC(new Table(schema, [batch]), 'file'));
}
