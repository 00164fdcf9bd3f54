import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Fault } from '../fault.js';
import { readManifest } from './manifest.js';
import { partialFolder, writeOutputFile, writeOutputFolder } from './outputFolder.js';

/** What a stage has written, and the manifest of it. */
const FILES = ['manifest.json', 'manifest.sha256', 'result'];

let parent = '';
let out = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'output-'));
  out = join(parent, 'out');
});
afterEach(() => rmSync(parent, { recursive: true }));

function write(text: string): Promise<void> {
  return writeOutputFolder(
    out,
    (folder) => {
      writeFileSync(join(folder, 'result'), text);
      return Promise.resolve();
    },
    'bcos-test',
  );
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: no luck`), { code });
}

it('appears when it is complete, and not before', async () => {
  await writeOutputFolder(
    out,
    (folder) => {
      expect(folder).toBe(partialFolder(out));
      expect(existsSync(out)).toBe(false);
      writeFileSync(join(folder, 'result'), 'x');
      return Promise.resolve();
    },
    'bcos-test',
  );
  expect(readdirSync(parent)).toEqual(['out']);
  expect(readdirSync(out)).toEqual(FILES);
  expect(readManifest(out)?.stage).toBe('bcos-test');
});

it('is replaced as a whole', async () => {
  mkdirSync(out);
  writeFileSync(join(out, 'stale'), 'x');
  await write('new');
  expect(readdirSync(out)).toEqual(FILES);
  expect(readdirSync(parent)).toEqual(['out']);
});

it('is as it was where the writing throws, and nothing is left over', async () => {
  await write('first');
  const bug = new Error('a bug');
  await expect(
    writeOutputFolder(
      out,
      (folder) => {
        writeFileSync(join(folder, 'result'), 'half');
        return Promise.reject(bug);
      },
      'bcos-test',
    ),
  ).rejects.toBe(bug);
  expect(readFileSync(join(out, 'result'), 'utf8')).toBe('first');
  expect(readdirSync(parent)).toEqual(['out']);
});

it('clears what a killed run left', async () => {
  mkdirSync(partialFolder(out));
  writeFileSync(join(partialFolder(out), 'half'), 'x');
  mkdirSync(join(parent, '.out.old'));
  await write('whole');
  expect(readdirSync(out)).toEqual(FILES);
  expect(readdirSync(parent)).toEqual(['out']);
});

it.each(['ENOSPC', 'EACCES', 'EROFS'])('is a fault on %s', async (code) => {
  const written = writeOutputFolder(out, () => Promise.reject(failure(code)), 'bcos-test');
  await expect(written).rejects.toBeInstanceOf(Fault);
  await expect(written).rejects.toThrow(`${out}: cannot be written (${code}: no luck); free some space`);
});

it('leaves other errors of the file system as they are', async () => {
  const error = failure('ENOENT');
  await expect(writeOutputFolder(out, () => Promise.reject(error), 'bcos-test')).rejects.toBe(error);
});

it('is a fault where a file is in the way of its parent', async () => {
  writeFileSync(join(parent, 'file'), '');
  await expect(
    writeOutputFolder(join(parent, 'file', 'out'), () => Promise.resolve(), 'bcos-test'),
  ).rejects.toBeInstanceOf(Fault);
});

it('can be a file, which takes its place in one rename', async () => {
  writeFileSync(out, 'older');
  await writeOutputFile(out, (folder) => {
    expect(folder).toBe(partialFolder(out));
    expect(readFileSync(out, 'utf8')).toBe('older');
    writeFileSync(join(folder, 'out'), 'newer');
    return Promise.resolve();
  });
  expect(readFileSync(out, 'utf8')).toBe('newer');
  expect(readdirSync(parent)).toEqual(['out']);
});

it('leaves the older file where the new one fails, and takes no folder for a file', async () => {
  writeFileSync(out, 'older');
  await expect(writeOutputFile(out, () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  expect(readFileSync(out, 'utf8')).toBe('older');
  expect(readdirSync(parent)).toEqual(['out']);
  await expect(writeOutputFile(parent, () => Promise.resolve())).rejects.toThrow(
    `${parent}: is a folder; name a file with --out`,
  );
});
