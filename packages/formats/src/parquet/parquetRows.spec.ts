import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { at, Fault } from '@bcos-bench/vocabulary';
import { writeManifest } from '../manifest.js';
import { readParquet } from './parquetRows.js';
import { openParquet } from './parquetTable.js';

const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rowSchema = z.object({ id: z.int(), maybe: z.int().nullable().default(null), logits: z.array(z.number()) });
type Row = z.infer<typeof rowSchema>;
const columns = {
  id: { type: 'INT32' },
  maybe: { type: 'INT32', optional: true },
  logits: { type: 'FLOAT', repeated: true },
} as const;

/** Files that pyarrow wrote: `bench/files/make_columns.py`. */
function ofPyarrow(name: string): string {
  const path = join(folder, `${name}.parquet`);
  cpSync(fileURLToPath(new URL(`../fixtures/columns/${name}.parquet`, import.meta.url)), path);
  writeManifest(folder, 'pyarrow');
  return path;
}
const ROWS: Row[] = [2, 0, 1, 2, 1, 0].map((id, i) => ({
  id,
  maybe: at([1, null, 3, null, 5, 6], i),
  logits: [i / 4, -1.5],
}));

async function write(name: string, rows: readonly Row[]): Promise<string> {
  const path = join(folder, name);
  const writer = await openParquet<Row>(path, columns);
  for (const row of rows) await writer.append(row);
  await writer.close();
  writeManifest(folder, 'bcos-test');
  return path;
}

it.each(['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4', 'plain', 'groups', 'id-int64'])(
  'reads the same rows from %s.parquet of pyarrow',
  async (name) => {
    expect(await readParquet(ofPyarrow(name), rowSchema, 'again')).toEqual(ROWS);
  },
);

it.each(['id-null', 'id-text'])('refuses %s.parquet, whose column is another', async (name) => {
  await expect(readParquet(ofPyarrow(name), rowSchema, 'again')).rejects.toThrow(/row [01], column 'id': /);
});

it('names the row and the column that have another shape', async () => {
  const path = await write('shape', [
    { id: 1, maybe: null, logits: [1] },
    { id: -2, maybe: null, logits: [1] },
  ]);
  const strict = rowSchema.extend({ id: z.int().positive() });
  await expect(readParquet(path, strict, 'again')).rejects.toThrow(`${path}: row 1, column 'id': `);
});

it('is a fault where the file is missing, cut or another', async () => {
  const path = await write('cut', [{ id: 1, maybe: null, logits: [1] }]);
  const whole = readFileSync(path);
  for (const length of [whole.length - 1, whole.length - 20, 8, 1, 0]) {
    writeFileSync(path, whole.subarray(0, length));
    writeManifest(folder, 'bcos-test');
    await expect(readParquet(path, rowSchema, 'again')).rejects.toThrow(`${path}: cannot be read as a Parquet file (`);
  }
  await expect(readParquet(join(folder, 'absent'), rowSchema, 'again')).rejects.toThrow(/ENOENT.*; again$/);
});

it('is refused, whatever byte is another, and where nothing vouches for it', async () => {
  const path = await write('flipped', ROWS);
  const whole = readFileSync(path);
  const flips = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(flips, async ([at, mask]) => {
      const flipped = Buffer.from(whole);
      flipped[at] = flipped.readUInt8(at) ^ mask;
      writeFileSync(path, flipped);
      await expect(readParquet(path, rowSchema, 'again')).rejects.toThrow(`${path}: is damaged: `);
    }),
  );
  rmSync(join(folder, 'manifest.json'));
  rmSync(join(folder, 'manifest.sha256'));
  await expect(readParquet(path, rowSchema, 'again')).rejects.toThrow(`${folder}: has no manifest.json`);
});

it('is a fault where it says more than it can hold', async () => {
  const path = await write('many', ROWS);
  const whole = readFileSync(path);
  const faults = await Promise.all(
    [...whole.keys()].slice(-200).map(async (at) => {
      const own = join(folder, `at-${at}`);
      mkdirSync(own);
      const flipped = Buffer.from(whole);
      flipped[at] = flipped.readUInt8(at) ^ 64;
      writeFileSync(join(own, 'rows'), flipped);
      writeManifest(own, 'bcos-test');
      return readParquet(join(own, 'rows'), rowSchema, 'again').catch((error: unknown) => error);
    }),
  );
  expect(faults.filter((read) => !(Array.isArray(read) || read instanceof Fault))).toEqual([]);
});
