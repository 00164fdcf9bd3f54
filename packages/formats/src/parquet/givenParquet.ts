import { closeSync, openSync, readSync } from 'node:fs';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { requireRegularFile } from '../content/regularFile.js';
import { loadHyparquet } from './loadHyparquet.js';
import { requireSoundPages } from './pageHeaders.js';
import { requireBounded } from './parquetBounds.js';

/** A Parquet file that a user gives, such as one of a data set of Hugging Face: nothing vouches for it. */
export interface GivenParquet {
  readonly path: string;
  /** The outermost columns. */
  readonly columns: readonly string[];
  /** Texts that the writer left beside the columns. */
  readonly texts: ReadonlyMap<string, string>;
  /**
   * The rows of some columns, one group of rows in memory at a time. Bytes without the type of text stay bytes.
   * @throws Fault where they cannot be read
   */
  readonly rows: (columns: readonly string[]) => AsyncGenerator<Readonly<Record<string, unknown>>>;
}

/** Opens a Parquet file without reading its rows. @throws Fault where it is none, or says more of itself than it can hold */
export async function openGivenParquet(path: string, remedy: string): Promise<GivenParquet> {
  const { size } = requireRegularFile(path, remedy);
  const { compressors, parquetMetadataAsync, parquetReadObjects, parquetSchema } = await loadHyparquet();
  const file: AsyncBuffer = {
    byteLength: Number(size),
    slice: (start, end = Number(size)) => bytesBetween(path, start, end),
  };
  const read = async <T>(what: () => Promise<T>): Promise<T> => {
    try {
      return await what();
    } catch (error) {
      const reason = `cannot be read as a Parquet file (${reasonOf(error)})`;
      throw new Fault({ what: reason, where: path, remedy }, { cause: error });
    }
  };
  const metadata = await read(async () => {
    const found = await parquetMetadataAsync(file);
    requireBounded(found, Number(size));
    return found;
  });
  const names = await read(() => Promise.resolve(parquetSchema(metadata).children.map(({ element }) => element.name)));
  return {
    path,
    columns: names,
    texts: new Map((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? ''])),
    rows: async function* (columns) {
      for (const { start, end, chunks } of groupsOf(metadata)) {
        for (const { from, to, values } of chunks.filter(({ column }) => columns.includes(column))) {
          await read(() => {
            requireSoundPages(new Uint8Array(bytesBetween(path, from, to)), values);
            return Promise.resolve();
          });
        }
        const options = { file, metadata, compressors, columns: [...columns], rowStart: start, rowEnd: end };
        const rows: Record<string, unknown>[] = await read(() => parquetReadObjects({ ...options, utf8: false }));
        yield* rows;
      }
    },
  };
}

/** A column of a group of rows: where it lies in the file, and how many values it says it has. */
interface ColumnChunk {
  readonly column: string;
  readonly from: number;
  readonly to: number;
  readonly values: number;
}

function groupsOf({ row_groups }: FileMetaData): { start: number; end: number; chunks: readonly ColumnChunk[] }[] {
  let start = 0;
  return row_groups.map(({ num_rows, columns }) => {
    const group = { start, end: start + Number(num_rows), chunks: columns.flatMap(chunkOf) };
    start = group.end;
    return group;
  });
}

function chunkOf({ meta_data }: FileMetaData['row_groups'][number]['columns'][number]): readonly ColumnChunk[] {
  const column = meta_data?.path_in_schema[0];
  if (meta_data === undefined || column === undefined) return [];
  const from = Number(meta_data.dictionary_page_offset ?? meta_data.data_page_offset);
  const to = from + Number(meta_data.total_compressed_size);
  return [{ column, from, to, values: Number(meta_data.num_values) }];
}

function bytesBetween(path: string, start: number, end: number): ArrayBuffer {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(new ArrayBuffer(Math.max(0, end - start)));
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, bytes.length - filled, start + filled);
      if (count === 0) throw new RangeError('it became shorter while it was read');
      filled += count;
    }
    return bytes.buffer;
  } finally {
    closeSync(file);
  }
}
