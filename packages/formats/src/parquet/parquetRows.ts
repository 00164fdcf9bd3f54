import { parquetMetadata, parquetReadObjects, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { z } from 'zod';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { dirname } from 'node:path';
import { readListedFile, requireManifest } from '../manifest.js';

/** The most rows, and the most values of all columns, that a file may say it has: more than any that a stage writes. */
const [MOST_ROWS, MOST_VALUES] = [2 ** 24, 2 ** 28];

/**
 * All rows of a Parquet file, each parsed by `row`. A manifest beside it must list it: the library that unpacks the pages does not bound
 * all that it loops over, so no byte reaches it that nobody vouches for.
 * @throws Fault where the file is missing, not listed, changed or damaged, or where a row has another shape; it names the row
 */
export async function readParquet<Row>(path: string, row: z.ZodType<Row>, remedy: string): Promise<Row[]> {
  return (await rawRows(path, remedy)).map((raw, number) => {
    const parsed = row.safeParse(withNumbers(raw));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const what = `row ${number}, column '${issue?.path.join('.')}': ${issue?.message}`;
    throw new Fault({ what, where: path, remedy });
  });
}

async function rawRows(path: string, remedy: string): Promise<Record<string, unknown>[]> {
  try {
    const content = readListedFile(path);
    requireManifest(dirname(path));
    const bytes = new Uint8Array(content).buffer;
    const metadata = parquetMetadata(bytes);
    requireBounded(metadata, bytes.byteLength);
    const rows: Record<string, unknown>[] = await parquetReadObjects({ file: bytes, metadata, compressors });
    if (rows.length !== Number(metadata.num_rows)) {
      throw new RangeError(`it has ${rows.length} rows and says ${metadata.num_rows}`);
    }
    return rows;
  } catch (error) {
    if (error instanceof Fault) throw error;
    const what = `cannot be read as a Parquet file (${reasonOf(error)})`;
    throw new Fault({ what, where: path, remedy }, { cause: error });
  }
}

/** What a file says of itself decides how much is allocated and how long is looped: it must be what such a file can hold. */
function requireBounded({ num_rows, row_groups }: FileMetaData, fileBytes: number): void {
  let [rows, values] = [0, 0];
  for (const group of row_groups) {
    rows += Number(group.num_rows);
    for (const { meta_data } of group.columns) {
      if (meta_data === undefined) throw new RangeError('a column chunk says nothing of itself');
      const [count, bytes] = [Number(meta_data.num_values), Number(meta_data.total_compressed_size)];
      const begin = Number(meta_data.dictionary_page_offset ?? meta_data.data_page_offset);
      if (!(count >= Number(group.num_rows))) throw new RangeError('a column chunk has fewer values than rows');
      if (!(begin >= 0 && bytes >= 0 && begin + bytes <= fileBytes)) throw new RangeError('a column chunk is cut');
      values += count;
    }
  }
  if (rows !== Number(num_rows)) throw new RangeError(`its groups have ${rows} rows, and it says ${num_rows}`);
  if (!(rows <= MOST_ROWS && values <= MOST_VALUES)) throw new RangeError('it says that it has too many rows');
}

/** Whole numbers of 64 bits as numbers, where they fit; the shape of a row decides whether they may be there. */
function withNumbers(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? safeNumber(value) : value]),
  );
}

function safeNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
