import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeWhole } from './writeWhole.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('replaces a file and leaves nothing beside it', () => {
  const path = join(folder, 'rows.json');
  for (const text of ['first', 'second']) {
    writeWhole(path, (sibling) => writeFileSync(sibling, text));
    expect(readFileSync(path, 'utf8')).toBe(text);
  }
  expect(readdirSync(folder)).toEqual(['rows.json']);
});

it('leaves the file as it was where the writing ends half way', () => {
  const path = join(folder, 'rows.json');
  writeFileSync(path, 'whole');
  const halfWay = (sibling: string): void => {
    writeFileSync(sibling, 'ha');
    throw new Error('killed');
  };
  expect(() => writeWhole(path, halfWay)).toThrow('killed');
  expect(readFileSync(path, 'utf8')).toBe('whole');
});
