import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import { holdsFile, readListedFile, readManifest, requireManifest, verifyFolder, writeManifest } from './manifest.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = (name: string): string => join(folder, name);
const put = (name: string, content: string): void => writeFileSync(place(name), content);

function sealed(): void {
  put('b.json', 'two');
  put('a.arrow', 'one');
  put('timing.json', 'any');
  mkdirSync(place('tables'));
  put('tables/t.csv', 'three');
  mkdirSync(place('tensorboard'));
  put('tensorboard/events', 'any');
  writeManifest(folder, 'bcos-test');
}

it('lists every file of the folder but what differs from run to run', () => {
  sealed();
  expect(readManifest(folder)).toEqual({
    version: 1,
    stage: 'bcos-test',
    files: {
      'a.arrow': { bytes: 3, sha256: '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed' },
      'b.json': { bytes: 3, sha256: '3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3' },
      'tables/t.csv': { bytes: 5, sha256: '8b5b9db0c13db24256c829aa364aa90c6d2eba318b9232a4ab9313b954d3555f' },
    },
  });
  expect(verifyFolder(folder)).toBe(3);
});

it('is the same bytes for the same files', () => {
  sealed();
  const first = readFileSync(place('manifest.json'));
  put('timing.json', 'another');
  writeManifest(folder, 'bcos-test');
  expect(readFileSync(place('manifest.json'))).toEqual(first);
});

it('vouches for each byte of each file, its own included', () => {
  sealed();
  const names = ['a.arrow', 'b.json', 'tables/t.csv', 'manifest.json', 'manifest.sha256'];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), fc.integer({ min: 1, max: 255 }), (name, position, mask) => {
      const whole = readFileSync(place(name));
      const flipped = Buffer.from(whole);
      const at = position % whole.length;
      flipped[at] = flipped.readUInt8(at) ^ mask;
      writeFileSync(place(name), flipped);
      expect(() => verifyFolder(folder)).toThrow(Fault);
      writeFileSync(place(name), whole);
      expect(verifyFolder(folder)).toBe(3);
    }),
  );
});

it('vouches for what a reader reads', () => {
  sealed();
  expect(readListedFile(place('a.arrow')).toString()).toBe('one');
  expect(readListedFile(place('timing.json')).toString()).toBe('any');
  put('a.arrow', 'onE');
  expect(() => readListedFile(place('a.arrow'))).toThrow(
    `${place('a.arrow')}: is damaged: its SHA-256 is not the one in manifest.json; make the folder again`,
  );
  put('a.arrow', 'on');
  expect(() => readListedFile(place('a.arrow'))).toThrow('it has 2 bytes, and manifest.json says 3');
  put('c.json', 'four');
  expect(() => readListedFile(place('c.json'))).toThrow(`${place('c.json')}: is not listed in manifest.json`);
});

it('tells a file that is lost from one that never was', () => {
  sealed();
  rmSync(place('a.arrow'));
  expect(holdsFile(folder, 'a.arrow')).toBe(true);
  expect(holdsFile(folder, 'c.json')).toBe(false);
  expect(() => verifyFolder(folder)).toThrow(`${place('a.arrow')}: cannot be read`);
});

it('is whole or none: one of its two files by itself is damage', () => {
  sealed();
  rmSync(place('manifest.sha256'));
  expect(() => readManifest(folder)).toThrow(`${place('manifest.sha256')}: cannot be read`);
  sealedAgain();
  rmSync(place('manifest.json'));
  expect(() => readManifest(folder)).toThrow(`${place('manifest.json')}: cannot be read`);
});

function sealedAgain(): void {
  writeManifest(folder, 'bcos-test');
}

it('of another version is refused', () => {
  sealed();
  const other = readFileSync(place('manifest.json'), 'utf8').replace('"version": 1', '"version": 2');
  rmSync(place('manifest.json'));
  put('manifest.json', other);
  expect(() => readManifest(folder)).toThrow(Fault);
});

it('is asked for where nothing else vouches for the files', () => {
  put('a.arrow', 'one');
  expect(readManifest(folder)).toBeNull();
  expect(readListedFile(place('a.arrow')).toString()).toBe('one');
  expect(holdsFile(folder, 'a.arrow')).toBe(true);
  expect(() => requireManifest(folder)).toThrow(
    `${folder}: has no manifest.json with the checksums of its files: an older version made it, or it was made by hand; run the stage again`,
  );
});
