import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codeIdentity } from './codeIdentity.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'code-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'index.js'), 'first');
  writeFileSync(join(folder, 'inner', 'step.js'), 'second');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const identity = () => codeIdentity([pathToFileURL(join(folder, 'index.js')).href]);

it('changes with any source in the folder of a module, however deep', () => {
  const before = identity();
  expect(identity()).toEqual(before);
  writeFileSync(join(folder, 'inner', 'step.js'), 'another');
  expect(identity().code).not.toBe(before.code);
  expect(identity().machine).toBe(before.machine);
});

it('does not change with what is no code', () => {
  const before = identity();
  writeFileSync(join(folder, 'README.md'), 'text');
  writeFileSync(join(folder, 'index.d.ts'), 'types');
  expect(identity()).toEqual(before);
});
