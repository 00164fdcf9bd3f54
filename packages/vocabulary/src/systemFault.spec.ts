import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemFaultParts } from './systemFault.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'system-'));
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('loop', join(folder, 'loop'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

it.each([
  ['a missing file', (at: string) => readFileSync(join(at, 'none')), 'none', 'is not there'],
  ['a folder as a file', (at: string) => readFileSync(at), undefined, 'is a folder, not a file'],
  ['a file as a folder', (at: string) => readdirSync(join(at, 'file')), 'file', 'is not a folder'],
  ['a link to itself', (at: string) => readFileSync(join(at, 'loop')), 'loop', 'is a link that leads to itself'],
  ['a name that is there', (at: string) => mkdirSync(join(at, 'file')), 'file', 'is there already'],
  ['a path with a zero byte', () => readFileSync('a\0b'), undefined, 'holds a byte that no path can hold'],
  ['too much memory', () => new Uint8Array(2 ** 53 - 1), undefined, 'there is not enough memory'],
])('says of %s what and where', (_name, action, file, what) => {
  const parts = systemFaultParts(thrownBy(() => action(folder)));
  expect(parts?.what).toContain(what);
  if (file !== undefined) expect(parts?.where).toBe(join(folder, file));
});

it.each([
  new TypeError('a bug'),
  new RangeError('a bug'),
  'text',
  undefined,
  Object.assign(new Error('x'), { code: 7 }),
])('is silent on %s, which is a bug', (error) => {
  expect(systemFaultParts(error)).toBeNull();
});
