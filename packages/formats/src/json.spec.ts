import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { Fault, sortedJson } from '@bcos-bench/vocabulary';
import { readJson, writeJson } from './json.js';

const folder = mkdtempSync(join(tmpdir(), 'json-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'a.json');
const schema = z.object({ name: z.string(), shape: z.array(z.int()) });

it('is the same bytes whatever the order of the keys', () => {
  expect(sortedJson({ b: 1, a: { d: 2, c: 3 } })).toBe('{\n  "a": {\n    "c": 3,\n    "d": 2\n  },\n  "b": 1\n}\n');
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
      expect(sortedJson(Object.fromEntries(Object.entries(record).toReversed()))).toBe(sortedJson(record));
    }),
  );
});

it('reads what was written', () => {
  writeJson(path, { shape: [1, 2], name: 'x' });
  expect(readJson(path, schema, 'make it')).toEqual({ name: 'x', shape: [1, 2] });
  expect(readFileSync(path, 'utf8').indexOf('name')).toBeLessThan(readFileSync(path, 'utf8').indexOf('shape'));
});

it.each([
  ['{"name": "x", "shape": [1, 2.5]}', "key 'shape.1' is wrong ("],
  ['{"name": "x"}', "key 'shape' is wrong ("],
  ['[]', 'the whole file is wrong ('],
  ['{"name": "x', 'cannot be read as JSON ('],
  ['', 'cannot be read as JSON ('],
])('of %s says what is wrong', (text, what) => {
  writeFileSync(path, text);
  expect(() => readJson(path, schema, 'make it again')).toThrow(Fault);
  expect(() => readJson(path, schema, 'make it again')).toThrow(`${path}: ${what}`);
  expect(() => readJson(path, schema, 'make it again')).toThrow(/; make it again$/);
});

it('of a file of an earlier version says so', () => {
  writeFileSync(path, '{"pictures": 5}');
  expect(() => readJson(path, z.object({ images: z.int() }), 'make it again')).toThrow(
    `${path}: was written by an earlier version of B-cos Bench, which said 'pictures' for 'images'; make it again`,
  );
});

it('is a fault where the file is missing', () => {
  expect(() => readJson(join(folder, 'absent'), schema, 'make it')).toThrow('absent: is not there; make it');
});
