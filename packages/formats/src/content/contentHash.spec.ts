import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashOf, hashOfFile } from './contentHash.js';

it('is the same for equal values, whatever the order of their keys, and another for others', () => {
  expect(hashOf({ a: 1, b: [2, 3] })).toBe(hashOf({ b: [2, 3], a: 1 }));
  expect(hashOf({ a: 1, b: [2, 3] })).not.toBe(hashOf({ a: 1, b: [3, 2] }));
});

it("is a file's SHA-256", () => {
  const folder = mkdtempSync(join(tmpdir(), 'hash-'));
  const path = join(folder, 'abc');
  writeFileSync(path, 'abc');
  expect(hashOfFile(path)).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  rmSync(folder, { recursive: true });
});
