import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { damagedFile, isListed, listInstalled } from './installedFiles.js';

let folder = '';
let [list, library] = ['', ''];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'installed-'));
  [list, library] = [join(folder, 'installed.json'), join(folder, 'deep', 'library.so')];
  mkdirSync(join(folder, 'deep'));
  writeFileSync(library, 'a library of some bytes');
  writeFileSync(join(folder, 'other'), 'other');
  listInstalled(list, ['deep/library.so', 'other']);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('finds nothing in what is as it was', () => {
  expect([isListed(list), damagedFile(list)]).toEqual([true, null]);
});

it.each([
  ['cut', () => truncateSync(library, 5)],
  ['longer', () => appendFileSync(library, ' more')],
  ['changed in one byte', () => writeFileSync(library, 'a library of some bytez')],
  ['gone', () => rmSync(library)],
  [
    'a folder',
    () => {
      rmSync(library);
      mkdirSync(library);
    },
  ],
])('finds a file that is %s', (_how, damage) => {
  damage();
  expect(damagedFile(list)).toBe(library);
});

it('reads again what was written to, and then remembers that it is whole', () => {
  const before = readFileSync(list, 'utf8');
  utimesSync(library, 1, 1);
  expect(damagedFile(list)).toBeNull();
  const after = readFileSync(list, 'utf8');
  expect(after).not.toBe(before);
  expect(damagedFile(list)).toBeNull();
  expect(readFileSync(list, 'utf8')).toBe(after);
});

it.each(['', '{"deep/library.so": 3}', 'no JSON'])('takes a list that it cannot read for none: %j', (text) => {
  writeFileSync(list, text);
  expect([isListed(list), damagedFile(list)]).toEqual([false, null]);
});
