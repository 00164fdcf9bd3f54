import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { afterEach, beforeEach, expect, it } from 'vitest';

const addressOf = (name: string): string => JSON.stringify(new URL(`../${name}`, import.meta.url).href);
const script = `const { otherCode, runCode } = await import(${addressOf('runCode.mjs')});
  const { workspaceCodeDigest } = await import(${addressOf('buildDigests.mjs')});
  const [root, mode] = process.argv.slice(1);
  if (mode === 'begin') console.log(JSON.stringify(runCode(root, workspaceCodeDigest(root))()));
  else console.log(otherCode(root, process.env));`;
type Variables = Readonly<Record<string, string>>;

let root = '';
let code = '';

function ask(mode: 'begin' | 'check', variables: Variables = {}): string {
  const words = ['--input-type=module', '-e', script, root, mode];
  const env = { PATH: process.env['PATH'], ...variables };
  return execFileSync(process.execPath, words, { encoding: 'utf8', env }).trim();
}

function begin(): Variables {
  return z.record(z.string(), z.string()).parse(JSON.parse(ask('begin')));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bcos-code-'));
  code = join(root, 'packages/stage/dist/index.js');
  mkdirSync(join(root, 'packages/stage/dist'), { recursive: true });
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ references: [{ path: 'packages/stage' }] }));
  writeFileSync(code, 'export const value = 1;');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('finds out that the code is another than at the start of the run, and asks for nothing outside of a run', () => {
  const run = begin();
  expect(ask('check', run)).toBe('null');
  writeFileSync(code, 'export const value = 2;');
  expect(ask('check', run)).toMatch(/^the workspace was compiled anew since this run began, .*; run the same again$/);
  expect(ask('check')).toBe('null');
});

it('goes by what the file system says where the code is older than a tick of its clock, and by the bytes where it is not', async () => {
  // Of the future, as after a clock was set back: it never is older.
  utimesSync(code, 0, Date.now() / 1000 + 60);
  const soon = begin();
  utimesSync(code, 0, 0);
  await setTimeout(1100);
  const later = begin();
  expect([soon, later].map((run) => run['BCOS_RUN_CODE_STAMPS'])).toEqual([
    '',
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
  // That alone decides: the digest is not looked at.
  const run = { ...later, BCOS_RUN_CODE: 'of other code' };
  expect(ask('check', run)).toBe('null');

  const { atimeMs, mtimeMs } = statSync(code);
  writeFileSync(code, 'export const value = 2;');
  utimesSync(code, atimeMs / 1000, mtimeMs / 1000);
  expect(ask('check', later)).toMatch(/^the workspace was compiled anew/);
});

it('goes by the bytes where a file was only touched', async () => {
  await setTimeout(1100);
  const run = begin();
  writeFileSync(code, readFileSync(code));
  expect(ask('check', run)).toBe('null');
});
