import type { z } from 'zod';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { dirname } from 'node:path';
import { readListedFile, requireManifest } from '../manifest.js';
import { loadHyparquet } from './loadHyparquet.js';
import { requireBounded } from './parquetBounds.js';

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
    const { compressors, parquetMetadata, parquetReadObjects } = await loadHyparquet();
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
