import { RecordBatchReader, Table, type DataType, type RecordBatch, type Vector } from 'apache-arrow';
import { ByteBuffer } from 'flatbuffers';
import { earlierVersion } from '../formerNames.js';
import { Fault, fileSignatures, reasonOf } from '@bcos-bench/vocabulary';
import { rowWidth, valuesOf } from './arrowColumn.js';
import { float32, int32, uint8, type ColumnKind, type Numbers } from './arrowColumnKind.js';
import { registerArrowCompression } from './arrowCompression.js';
import { readDigestedFile } from '../manifest.js';

/** An Arrow file that is read: nothing is known of its columns before they are asked for, and those that nobody asks for are passed over. */
export interface ArrowFile {
  readonly path: string;
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Vector<DataType>>;
  /** The schema's metadata. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** The word that an Arrow file begins and ends with. */
const MAGIC = fileSignatures.arrow.starts.toString('latin1');

boundArrowMetadata();
registerArrowCompression();

/**
 * Reads an Arrow IPC file, of this project or of another writer, also where it is packed with LZ4 or ZSTD. It must be the one that
 * the manifest beside it lists, where there is one.
 * @throws Fault where it is missing, changed or damaged, or where two columns share a name
 */
export function readArrow(path: string, remedy: string): ArrowFile {
  return readDigestedArrow(path, remedy).file;
}

/** An Arrow file with its bytes and their SHA-256. Columns that are not packed are views of `content`. */
export interface DigestedArrow {
  readonly file: ArrowFile;
  readonly content: Buffer;
  readonly sha256: string;
}

/** The same, with its bytes and their SHA-256. @throws as `readArrow` does */
export function readDigestedArrow(path: string, remedy: string): DigestedArrow {
  try {
    const { content, sha256 } = readDigestedFile(path);
    return { file: arrowFile(path, tableOf(content)), content, sha256 };
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault(
      { what: `cannot be read as an Arrow file (${reasonOf(error)})`, where: path, remedy },
      { cause: error },
    );
  }
}

/**
 * Makes the Arrow library refuse lists in a file's metadata that are longer than the metadata. The library loops over whatever length
 * the file says, and the package that reads the length for it checks nothing.
 */
function boundArrowMetadata(): void {
  ByteBuffer.prototype.__vector_len = function bounded(this: ByteBuffer, offset: number): number {
    const length = this.readInt32(offset + this.readInt32(offset));
    if (length >= 0 && length <= this.capacity()) return length;
    throw new RangeError('its metadata is damaged');
  };
}

function arrowFile(path: string, table: Table): ArrowFile {
  const columns = new Map<string, Vector<DataType>>();
  for (const { name } of table.schema.fields) {
    const column: Vector<DataType> | null = table.getChild(name);
    if (columns.has(name)) throw new Fault({ what: `has two columns '${name}'`, where: path });
    if (column !== null) columns.set(name, column);
  }
  return { path, rows: table.numRows, columns, metadata: table.schema.metadata };
}

/** Reads the batches that the end of the file names, each once: the library's own loop never ends where one of them is none. */
function tableOf(bytes: Buffer): Table {
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('it does not begin as one');
  if (bytes.toString('latin1', bytes.length - MAGIC.length) !== MAGIC) throw new Error('its end is missing');
  const reader = RecordBatchReader.from(bytes).open();
  // The library takes a file that is cut for a stream, and finds no rows in it.
  if (!reader.isFile() || !reader.isSync()) throw new Error('it is a stream');
  const batches: RecordBatch[] = [];
  for (let number = 0; number < reader.numRecordBatches; number += 1) {
    const batch = reader.readRecordBatch(number);
    if (batch === null) throw new Error(`its batch ${number} is damaged`);
    batches.push(batch);
  }
  return new Table(reader.schema, batches);
}

/** How many numbers a row of the column `name` has; 0 where there is no such column. */
export function columnWidth({ columns }: ArrowFile, name: string): number {
  const column = columns.get(name);
  return column === undefined ? 0 : rowWidth(column);
}

/** The column `name` of whole numbers, of whatever width they are stored in. @throws Fault where it is absent or anything else, or has nulls */
export function int32Column(file: ArrowFile, name: string): Int32Array {
  return column(file, name, int32, 1);
}

/** The column `name` as lists of `width` uint8. @throws Fault where it is absent, of another type or width, or has nulls */
export function uint8Column(file: ArrowFile, name: string, width: number): Uint8Array {
  return column(file, name, uint8, width);
}

/** The column `name` as lists of `width` float32. @throws Fault where it is absent, of another type or width, or has nulls */
export function float32Column(file: ArrowFile, name: string, width: number): Float32Array {
  return column(file, name, float32, width);
}

function column<Values extends Numbers>(
  { path, rows, columns }: ArrowFile,
  name: string,
  kind: ColumnKind<Values>,
  width: number,
): Values {
  const vector = columns.get(name);
  if (vector === undefined) {
    const earlier = earlierVersion(name, (former) => columns.has(former));
    if (earlier === null) throw new Fault({ what: `lacks the column '${name}'`, where: path });
    throw new Fault({ what: earlier, where: path, remedy: 'run the stage that made it again' });
  }
  return valuesOf(vector, { kind, width, rows, where: `${path}, column '${name}'` });
}
