import { DataType, Field, type Data, type Vector } from 'apache-arrow';
import { Fault } from '@bcos-bench/vocabulary';
import type { ColumnKind, Numbers } from './arrowColumnKind.js';

/** What a column is to be: `width` numbers in each of `rows` rows. */
export interface WantedColumn<Values extends Numbers> {
  readonly kind: ColumnKind<Values>;
  readonly width: number;
  readonly rows: number;
  /** The file and the column, for errors. */
  readonly where: string;
}

/** A part of a chunk: `count` entries from `from` on, and where they stand in the column. */
interface Part {
  readonly from: number;
  readonly count: number;
  /** The row of the column that it begins with. */
  readonly row: number;
  /** How many of its entries make a row. */
  readonly width: number;
}

/** How many numbers a row has: the length of the first list, or 1 where the column is of scalars. */
export function rowWidth({ type, data }: Vector<DataType>): number {
  if (DataType.isFixedSizeList(type)) return type.listSize;
  if (!DataType.isList(type)) return 1;
  const first = data.find(({ length }) => length > 0);
  const offsets: unknown = first?.valueOffsets;
  return offsets instanceof Int32Array ? Number(offsets[1]) - Number(offsets[0]) : 0;
}

/**
 * All numbers of a column, row by row, by what it means: dictionaries are looked up, and lists may be of fixed size or not.
 * @throws Fault where a value is null or does not fit, where the type or the width is another, or where the file holds fewer values
 * than it says
 */
export function valuesOf<Values extends Numbers>(vector: Vector<DataType>, wanted: WantedColumn<Values>): Values {
  const { rows, width, where } = wanted;
  if (vector.length !== rows) throw bad(`has ${vector.length} rows, and the file has ${rows}`, where);
  const parts: Values[] = [];
  let row = 0;
  for (const chunk of vector.data) {
    const whole = { from: 0, count: chunk.length, row, width: 1 };
    parts.push(width === 1 && !isList(chunk.type) ? numbersOf(chunk, whole, wanted) : listed(chunk, whole, wanted));
    row += chunk.length;
  }
  return joined(parts, wanted);
}

function isList(type: DataType): boolean {
  return DataType.isFixedSizeList(type) || DataType.isList(type);
}

/** The numbers of a chunk of lists, each of which must have the wanted width. */
function listed<Values extends Numbers>(chunk: Data, whole: Part, wanted: WantedColumn<Values>): Values {
  const { count, row } = whole;
  const { width, where } = wanted;
  const [child] = chunk.children;
  if (child === undefined || !isList(chunk.type)) throw wrongType(chunk.type, wanted);
  const entries = { count: count * width, row, width };
  if (DataType.isFixedSizeList(chunk.type)) {
    if (chunk.type.listSize !== width) throw wrongWidth(chunk.type.listSize, row, wanted);
    const values = numbersOf(child, { from: 0, ...entries }, wanted);
    requireNoNulls(chunk, whole, where);
    return values;
  }
  const offsets: unknown = chunk.valueOffsets;
  if (!(offsets instanceof Int32Array) || offsets.length <= count) throw cut(where);
  requireNoNulls(chunk, whole, where);
  for (let i = 0; i < count; i += 1) {
    const length = Number(offsets[i + 1]) - Number(offsets[i]);
    if (length !== width) throw wrongWidth(length, row + i, wanted);
  }
  return numbersOf(child, { from: Number(offsets[0]), ...entries }, wanted);
}

/** The numbers of a part of a chunk that holds no lists. */
function numbersOf<Values extends Numbers>(data: Data, part: Part, wanted: WantedColumn<Values>): Values {
  const { from, count } = part;
  const { kind, where } = wanted;
  const isCoded = DataType.isDictionary(data.type);
  if (!isCoded && !kind.takes(data.type)) throw wrongType(data.type, wanted);
  const stored: unknown = data.values;
  if (!isStored(stored) || from < 0 || data.length < from + count || stored.length < from + count) throw cut(where);
  requireNoNulls(data, part, where);
  const values = stored.subarray(from, from + count);
  if (isCoded) return lookedUp(data, values, part, wanted);
  return kind.is(values) ? values : fitted(values, part, wanted);
}

type Stored =
  Numbers | Int8Array | Int16Array | Uint16Array | Uint32Array | Float64Array | BigInt64Array | BigUint64Array;

function isStored(values: unknown): values is Stored {
  return ArrayBuffer.isView(values) && !(values instanceof DataView);
}

/** The same numbers in the type that is wanted. */
function fitted<Values extends Numbers>(stored: Stored, part: Part, { kind, where }: WantedColumn<Values>): Values {
  const values = kind.make(stored.length);
  for (let i = 0; i < stored.length; i += 1) {
    values[i] = Number(stored[i]);
    if (values[i] !== Number(stored[i]))
      throw bad(`row ${rowOf(part, i)} holds ${stored[i]}, which is too large`, where);
  }
  return values;
}

/** Looks codes up in their dictionary. */
function lookedUp<Values extends Numbers>(data: Data, codes: Stored, part: Part, wanted: WantedColumn<Values>): Values {
  const inDictionary = { ...wanted, where: `${wanted.where}, its dictionary` };
  const dictionary: Vector<DataType> | undefined = data.dictionary;
  const chunks = dictionary?.data ?? [];
  const entries = joined(
    chunks.map((chunk) => numbersOf(chunk, { from: 0, count: chunk.length, row: 0, width: 1 }, inDictionary)),
    wanted,
  );
  const values = wanted.kind.make(codes.length);
  for (let i = 0; i < codes.length; i += 1) {
    const entry = entries[Number(codes[i])];
    if (entry === undefined)
      throw bad(`row ${rowOf(part, i)} has code ${codes[i]}, which is not in its dictionary`, wanted.where);
    values[i] = entry;
  }
  return values;
}

function joined<Values extends Numbers>(parts: readonly Values[], { kind }: WantedColumn<Values>): Values {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const values = kind.make(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

function requireNoNulls(data: Data, part: Part, where: string): void {
  if (data.nullCount === 0) return;
  for (let i = 0; i < part.count; i += 1) {
    if (!data.getValid(part.from + i)) throw bad(`row ${rowOf(part, i)} is null`, where);
  }
}

function rowOf({ row, width }: Part, entry: number): number {
  return row + Math.floor(entry / width);
}

function wrongType(type: DataType, { kind, width, where }: WantedColumn<Numbers>): Fault {
  const wanted = width === 1 ? kind.name : `lists of ${width} ${kind.name}`;
  return bad(`is of type ${typeName(type)}, not ${wanted}`, where);
}

/** A type in words, which a field has and a type by itself has not. */
function typeName(type: DataType): string {
  return new Field('', type).toString().replace(': ', '');
}

function wrongWidth(found: number, row: number, { kind, width, where }: WantedColumn<Numbers>): Fault {
  return bad(`row ${row} has ${found} numbers, not ${width} ${kind.name}`, where);
}

function cut(where: string): Fault {
  return bad('is cut: it holds fewer values than it says', where);
}

function bad(what: string, where: string): Fault {
  return new Fault({ what, where });
}
