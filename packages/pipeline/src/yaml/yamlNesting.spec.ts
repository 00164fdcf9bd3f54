import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { tooDeepAt } from './yamlNesting.js';

it.each([
  ['lists in lists', '['.repeat(101), 100],
  ['lists in maps', 'a: \n- '.concat('{ b: ['.repeat(60)), 306],
  ['block lists in one line', '- '.repeat(300), 200],
  ['keys of keys', '? '.repeat(300), 200],
  ['lines further and further in', Array.from({ length: 250 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''), 20903],
])('finds %s', (_what, text, offset) => {
  expect(tooDeepAt(text)).toBe(offset);
});

it('finds nothing in what people write', () => {
  expect(tooDeepAt('[a]\n'.repeat(1000))).toBeNull();
  expect(tooDeepAt(`# ${'-'.repeat(300)}\na: '${'-'.repeat(300)}'\n`)).toBeNull();
  const shipped = resolve(import.meta.dirname, '../../../../pipelines');
  for (const file of readdirSync(shipped)) expect(tooDeepAt(readFileSync(join(shipped, file), 'utf8'))).toBeNull();
});
