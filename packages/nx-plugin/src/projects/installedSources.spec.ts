import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installedSources } from './installedSources.js';

const modules = 'node_modules/@bcos-bench';
let root = '';
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const install = (name: string, version: string, dependencies: Record<string, string> = {}, rest: object = {}): void =>
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version, dependencies, ...rest }));
const codeOf = (name: string, requested: readonly string[] = []): string | null =>
  installedSources(join(root, modules, 'attack'))(name, requested).code;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bcos-code-'));
  install('@bcos-bench/attack', '1.0.0', {
    '@bcos-bench/models': '1',
    '@bcos-bench/cli': '1',
    '@bcos-bench/live': '1',
  });
  install('@bcos-bench/models', '1.0.0', { tfjs: '4' });
  install('@bcos-bench/cli', '1.0.0', { bar: '1' }, { nx: { tags: ['no-results'] } });
  install('@bcos-bench/live', '1.0.0', {}, { nx: { tags: ['on-request'] } });
  install('tfjs', '4.0.0', { seed: '1' }, { optionalDependencies: { mac: '1' } });
  install('seed', '1.0.0');
  install('bar', '1.0.0');
  write(`${modules}/models/dist/layer.js`, 'export const b = 2;');
});
afterEach(() => rmSync(root, { recursive: true }));

it.each<[string, () => void]>([
  ['code of ours', () => write(`${modules}/models/dist/layer.js`, 'export const b = 3;')],
  ['a new file of ours', () => write(`${modules}/attack/dist/pgd.js`, '')],
  ['the version of what another needs', () => install('seed', '1.0.1')],
  ['a copy that is nearer', () => write('node_modules/tfjs/node_modules/seed/package.json', '{"version":"2.0.0"}')],
  ['an optional package', () => install('mac', '1.0.0')],
])('is other code after a change of %s', (_, change) => {
  const before = codeOf('attack');
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  expect(codeOf('attack')).toBe(before);
  change();
  expect(codeOf('attack')).not.toBe(before);
});

it.each<[string, () => void]>([
  ['what changes no result', () => write(`${modules}/cli/dist/bar.js`, 'slow')],
  ['what only that needs', () => install('bar', '2.0.0')],
  ['a package that the stage does not need', () => install('other', '1.0.0')],
])('is the same code after a change of %s', (_, change) => {
  const before = codeOf('attack');
  change();
  expect(codeOf('attack')).toBe(before);
});

it('is other code after a change of what is run on request, for a node that asks for it', () => {
  const before = [codeOf('attack'), codeOf('attack', ['live'])];
  write(`${modules}/live/dist/wasm.js`, '');
  const after = [codeOf('attack'), codeOf('attack', ['live'])];
  expect(after.map((code, which) => code === before[which])).toEqual([true, false]);
});

it('says what is not installed', () => {
  rmSync(join(root, 'node_modules/seed'), { recursive: true });
  expect(() => codeOf('attack')).toThrow('seed: is not installed; run npm install @bcos-bench/bcos');
});
