import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** How a program ended, and what it wrote to stdout and to stderr. */
export interface ProgramEnd {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/**
 * Runs a program of Node's as a user would.
 * @param folder where it is called
 * @param environment what is set besides this process's own environment
 */
export async function runProgram(
  program: string,
  words: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<ProgramEnd> {
  const env = { ...process.env, NX_CACHE_DIRECTORY: '', NX_PARALLEL: '2', ...environment };
  const child = spawn(process.execPath, [program, ...words], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, said, complained };
}
