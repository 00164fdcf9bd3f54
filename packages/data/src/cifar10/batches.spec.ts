import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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
      await expect(openBatches(archive, TINY_RECORDS)).rejects.toThrow(`${archive}: is not a complete archive (`);
    }
  });

  it('refuses a file that is no archive', async () => {
    const file = join(parent, 'notes.txt');
    writeFileSync(file, 'not an archive '.repeat(100));
    await expect(openBatches(file)).rejects.toThrow(`${file}: is not a complete archive (`);
    writeFileSync(file, '');
    await expect(openBatches(file)).rejects.toThrow(`${file}: `);
  });

  it('refuses a batch that is too large at its header, and one that is there twice', async () => {
    writeFileSync(join(folder, 'data_batch_1.bin'), Buffer.alloc(1_000_000));
    const large = join(parent, 'large.tar');
    await create({ file: large, cwd: parent }, ['cifar-10-batches-bin']);
    await expect(openBatches(large, TINY_RECORDS)).rejects.toThrow(
      `${large}, data_batch_1.bin: has 1000000 bytes, not ${TINY_RECORDS * 3073}; give`,
    );
    await expect(openBatches(parent, TINY_RECORDS).then(({ read }) => read('data_batch_1.bin'))).rejects.toThrow(
      `data_batch_1.bin: has 1000000 bytes, not ${TINY_RECORDS * 3073}; give`,
    );
    writeTinyBatches(parent);
    const twice = join(parent, 'twice.tar');
    await create({ file: twice, cwd: parent }, [
      'cifar-10-batches-bin',
      'cifar-10-batches-bin/../cifar-10-batches-bin/test_batch.bin',
    ]);
    await expect(openBatches(twice, TINY_RECORDS)).rejects.toThrow(`${twice}, test_batch.bin: occurs twice`);
  });

  it('takes the name of a batch file that it has read', async () => {
    const archive = await packTinyArchive(parent);
    const batches = await openBatches(archive, TINY_RECORDS);
    expect(batches.whereIs('data_batch_1.bin')).toBe(`${archive}, data_batch_1.bin`);
  });

  it.each([true, false])('unpacks no more than is due, compressed: %s', async (gzip) => {
    writeFileSync(join(folder, 'batches.meta.txt'), '');
    truncateSync(join(folder, 'batches.meta.txt'), 100_000_000);
    const archive = join(parent, 'bomb.tar');
    await create({ file: archive, cwd: parent, gzip }, ['cifar-10-batches-bin']);
    const before = process.memoryUsage.rss();
    await expect(openBatches(archive, TINY_RECORDS)).rejects.toThrow(
      `${archive}: unpacks to more than the 16055314 bytes expected; give cifar-10-binary.tar.gz`,
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(60_000_000);
  });

  it('refuses what is compressed twice', async () => {
    const archive = await packTinyArchive(parent);
    const twice = join(parent, 'twice.tar.gz');
    writeFileSync(twice, gzipSync(readFileSync(archive)));
    await expect(openBatches(twice, TINY_RECORDS)).rejects.toThrow(`${twice}: is compressed twice; give`);
  });

  it.each([
    ['PK\x03\x04', 'is a zip archive'],
    ['BZh91AY', 'is compressed by bzip2'],
    ['version https://git-lfs.github.com/spec/v1', 'is a pointer of Git LFS, not the file itself'],
    ['<!doctype html>', 'is a web page'],
  ])('says of %j what it is', async (bytes, what) => {
    const file = join(parent, 'file');
    writeFileSync(file, Buffer.from(bytes.padEnd(2000), 'latin1'));
    await expect(openBatches(file, TINY_RECORDS)).rejects.toThrow(`${file}: ${what}; give cifar-10-binary.tar.gz`);
  });

  it.each([
    [['train.bin', 'test.bin'], 'train.bin and test.bin are the names of CIFAR-100; use --dataset cifar100'],
    [['fog.npy', 'labels.npy'], 'fog.npy is an array of NumPy, as of CIFAR-10-C; use --dataset cifar10-c'],
    [['TEST_BATCH.BIN'], 'TEST_BATCH.BIN is there; give all six batch files: data_batch_1.bin, '],
    [['cifar-10-binary.tar.gz'], 'it contains the archive cifar-10-binary.tar.gz; give that file'],
    [['cat.png'], 'cat.png is an image; use --dataset folder'],
  ])('says of a folder of %j what it is, and of its archive', async (names, line) => {
    const other = join(parent, 'other');
    mkdirSync(other);
    for (const name of names) writeFileSync(join(other, name), 'x');
    await expect(openBatches(other)).rejects.toThrow(`${other}: has no data_batch_1.bin: ${line}`);
    const archive = join(parent, 'other.tar');
    await create({ file: archive, cwd: parent }, ['other']);
    await expect(openBatches(archive)).rejects.toThrow(`${archive}: has no data_batch_1.bin: ${line}`);
  });

  it('hangs on no named pipe', async () => {
    const pipe = join(parent, 'pipe.tar.gz');
    execFileSync('mkfifo', [pipe]);
    await expect(openBatches(pipe)).rejects.toThrow(`${pipe}: is a named pipe, neither a folder nor a regular file`);
    rmSync(join(folder, 'data_batch_3.bin'));
    renameSync(pipe, join(folder, 'data_batch_3.bin'));
    await expect(openBatches(folder)).rejects.toThrow('data_batch_3.bin: is a named pipe, not a regular file');
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
