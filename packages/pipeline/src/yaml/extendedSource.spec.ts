import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readExtendedSource } from './extendedSource.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'extends-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const path = join(folder, `${name}.yaml`);
  writeFileSync(path, text);
  return path;
};

it('has the keys of the other file, and its own in their place', () => {
  write('base', 'title: Base\nnetworks: { a: 1, b: 2 }\nattacks: []\n');
  const source = readExtendedSource(write('child', 'extends: base\nnetworks: { c: 3 }\n'));
  expect(source.value).toEqual({ title: 'Base', networks: { c: 3 }, attacks: [] });
});

it('names the file that a wrong key stands in', () => {
  const base = write('base', 'title: Base\n\nattacks: [1]\n');
  const child = write('child', 'extends: base\nnetworks: { c: 3 }\n');
  const { fault } = readExtendedSource(child);
  expect(fault('is wrong', ['attacks', 0]).message).toBe(`${base}:3: key 'attacks[0]' is wrong`);
  expect(fault('is wrong', ['networks', 'c']).message).toBe(`${child}:2: key 'networks.c' is wrong`);
  expect(fault('is unknown', [], 'networks').message).toBe(`${child}:2: key 'networks' is unknown`);
});

it.each([
  ['extends: [a]', "key 'extends' must be the name of a pipeline"],
  ['extends: ../other', "key 'extends' must be the name of a pipeline"],
  ['extends: child', "key 'extends' names child, which is no pipeline that stands by itself"],
  ['extends: list', "key 'extends' names list, which is no pipeline that stands by itself"],
  ['extends: absent', 'absent.yaml: is not there'],
])('refuses %s', (text, message) => {
  write('list', '- a\n');
  expect(() => readExtendedSource(write('child', text))).toThrow(message);
});

it('is the file itself where it extends none', () => {
  expect(readExtendedSource(write('alone', 'title: Alone\n')).value).toEqual({ title: 'Alone' });
  expect(readExtendedSource(write('text', 'just text')).value).toBe('just text');
});
