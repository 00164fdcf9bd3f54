import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** Runs a program of `bench/fuzz`, which prints a table of what it has tried. @returns its exit code: 0 where nothing failed */
export async function runFuzzer(name: string, words: readonly string[]): Promise<unknown> {
  const program = resolve(import.meta.dirname, `../../bench/fuzz/${name}.mjs`);
  process.stdout.write(`\n${name}\n`);
  const child = spawn(process.execPath, [program, ...words], { stdio: 'inherit' });
  return (await once(child, 'close'))[0];
}
