import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
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

async function write(name: string, rows: readonly Row[]): Promise<string> {
  const path = join(folder, name);
  const writer = await openParquet<Row>(path, columns);
  for (const row of rows) await writer.append(row);
  await writer.close();
  writeManifest(folder, 'bcos-test');
  return path;
}

it('reads what was written, over several groups of rows, with nulls and lists', async () => {
  const rows = Array.from({ length: 9000 }, (_, id) => ({
    id,
    maybe: id % 3 === 0 ? null : id - 5,
    logits: [id / 4, -1.5],
  }));
  expect(await readParquet(await write('many', rows), rowSchema, 'again')).toEqual(rows);
});

it('reads no rows', async () => {
  expect(await readParquet(await write('none', []), rowSchema, 'again')).toEqual([]);
});

it('writes the same bytes again', async () => {
  const rows = [{ id: 1, maybe: null, logits: [0.5] }];
  expect(readFileSync(await write('a', rows)).equals(readFileSync(await write('b', rows)))).toBe(true);
});
