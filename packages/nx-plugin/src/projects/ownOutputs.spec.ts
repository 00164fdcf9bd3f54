import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requireOwnOutputs } from './ownOutputs.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'outputs-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const node = { name: 'data', stage: 'data', flags: [], reads: [], files: [], tags: [] } as const;
const check = (): void => requireOwnOutputs(root, [{ name: 'small', nodes: [node] }]);

function file(path: string, text = 'mine'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

it('takes nothing, an empty folder, and what a stage has made', () => {
  expect(check).not.toThrow();
  mkdirSync(join(root, 'out/small/data'), { recursive: true });
  expect(check).not.toThrow();
  file('out/small/data/dataset.json');
  file(
    'out/small/data/manifest.json',
    JSON.stringify({ version: 1, stage: 'bcos-data', files: { 'dataset.json': {} } }),
  );
  expect(check).not.toThrow();
});

it('takes whatever lies elsewhere in out', () => {
  file('out/thesis.tex');
  file('out/small/notes/thesis.tex');
  expect(check).not.toThrow();
});

it.each<[string, () => void]>([
  ['holds thesis.tex, which no stage has made', () => file('out/small/data/thesis.tex')],
  ['is not a folder', () => file('out/small/data')],
])('refuses what %s', (what, prepare) => {
  prepare();
  expect(check).toThrow(`out/small/data: ${what}; move it away: Nx replaces what is there with results`);
});
