import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { workspaceOf } from '../workspaceAround.js';
import { becomeProgram, stageCommands, commandProgram } from './stageCommands.js';

const words = process.argv;
afterEach(() => {
  process.argv = words;
});

it.each([...stageCommands])('has the program of %s, and says in one line what it does', (name, line) => {
  expect(existsSync(commandProgram(name, workspaceOf()) ?? '')).toBe(true);
  expect(line).toMatch(/^[A-Z].{10,95}\.$/);
});

it('has no program of other words', () => {
  expect([undefined, 'plan', 'atack', '--help'].map((word) => commandProgram(word, workspaceOf()))).toEqual(
    Array.from({ length: 4 }, () => null),
  );
});

it('runs a program as if it were called itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bcos-stage-'));
  const program = join(folder, 'bcos-test.mjs');
  writeFileSync(program, 'process.stageWords = process.argv;');
  await becomeProgram(program, ['--out', 'x']);
  expect(Reflect.get(process, 'stageWords')).toEqual([process.execPath, program, '--out', 'x']);
  Reflect.deleteProperty(process, 'stageWords');
  rmSync(folder, { recursive: true });
});
