import { readFileSync, writeFileSync } from 'node:fs';
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
  tableFromIPC,
  tableToIPC,
  type Data,
  type DataType,
} from 'apache-arrow';
import { Fault, reasonOf } from '../fault.js';

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

/**
 * Reads an Arrow IPC file of the columns that `writeArrow` writes.
 * @throws Fault where it is missing, damaged or holds a column of another type
 */
export function readArrow(path: string, remedy: string): ArrowTable {
  let table: Table;
  try {
    table = tableFromIPC(wholeFile(readFileSync(path)));
  } catch (error) {
    throw new Fault(
      { what: `cannot be read as an Arrow file (${reasonOf(error)})`, where: path, remedy },
      { cause: error },
    );
  }
  const columns = new Map<string, Column>();
  for (const field of table.schema.fields) {
    const chunks = table.getChild(field.name)?.data ?? [];
    const width = field.type instanceof FixedSizeList ? field.type.listSize : 1;
    const parts = chunks.map((chunk) => {
      const flat = field.type instanceof FixedSizeList ? chunk.children[0] : chunk;
      const values: unknown = flat?.values;
      return { values, from: chunk.offset * width, count: chunk.length * width };
    });
    columns.set(field.name, joined(path, field.name, width, parts));
  }
  return { rows: table.numRows, columns, metadata: table.schema.metadata };
}

/** The word that an Arrow file begins and ends with. */
const MAGIC = 'ARROW1';

/** The library takes a file that is cut for a stream, and finds no rows in it. */
function wholeFile(bytes: Buffer): Buffer {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('it does not begin as one');
  if (bytes.toString('latin1', bytes.length - MAGIC.length) !== MAGIC) throw new Error('its end is missing');
  return bytes;
}

interface Part {
  readonly values: unknown;
  readonly from: number;
  readonly count: number;
}

function joined(path: string, name: string, width: number, parts: readonly Part[]): Column {
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const first = parts[0]?.values;
  if (first instanceof Int32Array && width === 1) {
    return { type: 'int32', width, values: fill(new Int32Array(total), parts, Int32Array) };
  }
  if (first instanceof Uint8Array)
    return { type: 'uint8', width, values: fill(new Uint8Array(total), parts, Uint8Array) };
  if (first instanceof Float32Array) {
    return { type: 'float32', width, values: fill(new Float32Array(total), parts, Float32Array) };
  }
  throw new Fault({ what: `column '${name}' has a type that no stage writes`, where: path });
}

type Numbers = Int32Array | Uint8Array | Float32Array;

function fill<T extends Numbers>(target: T, parts: readonly Part[], kind: new (n: number) => T): T {
  let at = 0;
  for (const { values, from, count } of parts) {
    if (values instanceof kind) target.set(values.subarray(from, from + count), at);
    at += count;
  }
  return target;
}

/** The column `name` as int32 scalars. @throws Fault where it is absent or of another type */
export function int32Column(table: ArrowTable, name: string, path: string): Int32Array {
  const column = table.columns.get(name);
  if (column?.type !== 'int32') throw new Fault({ what: `lacks the int32 column '${name}'`, where: path });
  return column.values;
}

/** The column `name` as uint8 lists of `width`. @throws Fault where it is absent or of another type or width */
export function uint8Column(table: ArrowTable, name: string, width: number, path: string): Uint8Array {
  const column = table.columns.get(name);
  if (column?.type !== 'uint8' || column.width !== width) {
    throw new Fault({ what: `lacks the column '${name}' of ${width} uint8 a row`, where: path });
  }
  return column.values;
}

/** The column `name` as float32 lists of `width`. @throws Fault where it is absent or of another type or width */
export function float32Column(table: ArrowTable, name: string, width: number, path: string): Float32Array {
  const column = table.columns.get(name);
  if (column?.type !== 'float32' || column.width !== width) {
    throw new Fault({ what: `lacks the column '${name}' of ${width} float32 a row`, where: path });
  }
  return column.values;
}
