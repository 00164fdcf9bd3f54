import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const script = `const { otherCode } = await import(${JSON.stringify(new URL('../runCode.mjs', import.meta.url).href)});
  const { workspaceCodeDigest } = await import(${JSON.stringify(new URL('../buildDigests.mjs', import.meta.url).href)});
  const [root, mode] = process.argv.slice(1);
  console.log(mode === 'digest' ? workspaceCodeDigest(root) : otherCode(root, process.env));`;
let root = '';

const ask = (mode: string, code?: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '-e', script, root, mode], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...(code !== undefined && { BCOS_RUN_CODE: code }) },
  }).trim();

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bcos-code-'));
  mkdirSync(join(root, 'packages/stage/dist'), { recursive: true });
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ references: [{ path: 'packages/stage' }] }));
  writeFileSync(join(root, 'packages/stage/dist/index.js'), 'export const value = 1;');
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

it('finds out that the code is another than at the start of the run, and asks for nothing outside of a run', () => {
  const code = ask('digest');
  expect(ask('check', code)).toBe('null');
  writeFileSync(join(root, 'packages/stage/dist/index.js'), 'export const value = 2;');
  expect(ask('check', code)).toMatch(/^the workspace was compiled anew since this run began, .*; run the same again$/);
  expect(ask('check')).toBe('null');
});
