import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const program = resolve(import.meta.dirname, '../../bin/bcos-engine-native.js');
let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'bcos-engine-'));
});
afterEach(() => {
  rmSync(cache, { recursive: true });
});

/** The compiled program with an empty cache folder, as a first run has it. */
function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}): [number | null, string] {
  const env = { ...process.env, BCOS_CACHE_DIR: cache, BCOS_ENGINE: 'cpu', ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { env, encoding: 'utf8' });
  return [status, stdout + stderr];
}

it('begins to install where nothing is, and says in a line what is missing', () => {
  const [code, said] = run([], { PYTHON: 'no-such-python' });
  expect(said).toMatch(
    /^bcos-engine-native: pip fetches .*\nbcos-engine-native: no-such-python is missing, and pip .*\n$/,
  );
  expect(code).toBe(1);
});

it('parses its flags only where there are some, and refuses those that it does not know', () => {
  const [code, said] = run(['--help']);
  expect([code, said.startsWith('bcos-engine-native\n\nFetches TensorFlow')]).toEqual([0, true]);
  expect(run(['--fast'])).toEqual([
    2,
    expect.stringMatching(/^bcos-engine-native: .*fast.*; see bcos-engine-native --help\n$/),
  ]);
});
