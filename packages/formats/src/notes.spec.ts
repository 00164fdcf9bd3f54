import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import { noteLine, readNotes, writeNotes } from './notes.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notes-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('reads what was written, in its order', () => {
  writeNotes(folder, ['b is a guess', '3 files are passed over']);
  expect(readNotes(folder)).toEqual(['b is a guess', '3 files are passed over']);
});

it('writes no file for no notes, and reads none of a folder without the file', () => {
  writeNotes(folder, []);
  expect(readdirSync(folder)).toEqual([]);
  expect(readNotes(folder)).toEqual([]);
});

it.each(['{', '{"notes": "text"}', '{"notes": [""]}', '[]'])('refuses %j with one line', (text) => {
  writeFileSync(join(folder, 'notes.json'), text);
  expect(() => readNotes(folder)).toThrow(Fault);
});

it('makes one line of any text', () => {
  expect(noteLine(' a file\n  named\tx ')).toBe('a file named x');
});
