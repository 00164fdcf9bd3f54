import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const fuzzer = fileURLToPath(new URL('../bench/fuzz/odd-inputs.mjs', import.meta.url));

/** Of each command; `node bench/fuzz/odd-inputs.mjs` tries 200. */
const TRIED = 8;

it('every command ends an odd input with exit code 0, 1 or 2 and one line', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fuzzer, '--count', String(TRIED)], {
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
  const tried = [...stdout.matchAll(/^(?:bcos-|pipeline file).* {2,}(\d+) {2,}\d+/gm)];
  expect(tried.length, stdout).toBe(18);
});
