import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBatches, sourceFiles } from './batches.js';
import { packTinyArchive, tinyBatch, TINY_RECORDS, writeTinyBatches } from './fixtures/tinyBatches.js';

let parent = '';
let folder = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'batches-'));
  folder = writeTinyBatches(parent);
});
afterEach(() => rmSync(parent, { recursive: true }));

function content(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes);
}

describe('openBatches', () => {
  it('reads the same from the folder, its parent and the archive', async () => {
    const archive = await packTinyArchive(parent);
    for (const source of [folder, parent, archive]) {
      const batches = await openBatches(source, TINY_RECORDS);
      expect(content(await batches.read('data_batch_2.bin')).equals(tinyBatch(1))).toBe(true);
      expect(content(await batches.read('test_batch.bin')).equals(tinyBatch(5))).toBe(true);
    }
  });

  it('says which batch a folder lacks', async () => {
    rmSync(join(folder, 'data_batch_4.bin'));
    await expect(openBatches(parent)).rejects.toThrow(
      `${folder}: has no data_batch_4.bin; give cifar-10-binary.tar.gz`,
    );
  });

  it('says which batch an archive lacks', async () => {
    rmSync(join(folder, 'test_batch.bin'));
    const archive = await packTinyArchive(parent);
    await expect(openBatches(archive)).rejects.toThrow(`${archive}: has no test_batch.bin`);
  });

  it('refuses an archive that is cut, at any place', async () => {
    const archive = await packTinyArchive(parent);
    const size = readFileSync(archive).length;
    for (const length of [size - 1, size - 200, Math.floor(size / 2), 30]) {
      truncateSync(archive, length);
      await expect(openBatches(archive, TINY_RECORDS)).rejects.toThrow(`${archive}: is no whole archive (`);
    }
  });

  it('refuses a file that is no archive', async () => {
    const file = join(parent, 'notes.txt');
    writeFileSync(file, 'not an archive '.repeat(100));
    await expect(openBatches(file)).rejects.toThrow(`${file}: is no whole archive (`);
    writeFileSync(file, '');
    await expect(openBatches(file)).rejects.toThrow(`${file}: `);
  });

  it('gives a batch that is too large as too large, without holding all of it', async () => {
    writeFileSync(join(folder, 'data_batch_1.bin'), Buffer.alloc(1_000_000));
    const archive = join(parent, 'large.tar');
    await create({ file: archive, cwd: parent }, ['cifar-10-batches-bin']);
    const batches = await openBatches(archive, TINY_RECORDS);
    expect(await batches.read('data_batch_1.bin')).toHaveLength(TINY_RECORDS * 3073 + 1);
    expect(batches.whereIs('data_batch_1.bin')).toBe(`${archive}, data_batch_1.bin`);
  });
});

describe('sourceFiles', () => {
  it('is the archive itself, or the six batch files', () => {
    expect(sourceFiles(join(folder, 'batches.meta.txt'))).toEqual([join(folder, 'batches.meta.txt')]);
    expect(sourceFiles(parent)).toEqual(sourceFiles(folder));
    expect(sourceFiles(parent)[5]).toBe(join(folder, 'test_batch.bin'));
  });

  it('is a fault where there is nothing', () => {
    expect(() => sourceFiles(join(parent, 'absent'))).toThrow(`${join(parent, 'absent')}: is not there; give`);
  });
});
