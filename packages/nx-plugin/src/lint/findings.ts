import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { z } from 'zod';
import { at } from '@bcos-bench/vocabulary';

/** What eslint or prettier does not let pass. */
export interface Finding {
  /** From the workspace root. */
  readonly file: string;
  /** Line and column, such as `:3:7`; empty where it is the whole file. */
  readonly where: string;
  readonly says: string;
}

const reportSchema = z.array(
  z.object({
    filePath: z.string(),
    messages: z.array(
      z.object({
        line: z.int().default(1),
        column: z.int().default(1),
        message: z.string(),
        ruleId: z.string().nullable(),
        severity: z.int(),
      }),
    ),
  }),
);

/** More would hold the types of the workspace in memory once more each, for little. */
const MOST_THREADS = 4;

/** Each thread reads the types of the workspace anew: a minute, which two cores that have specs to run as well do not have. */
function threadsFor(patterns: readonly string[]): string {
  const threads = Math.min(MOST_THREADS, Math.floor(availableParallelism() / 2));
  return patterns.length === 1 || threads < 2 ? 'off' : String(threads);
}

/**
 * What eslint finds, warnings too.
 * @param patterns of files, from the root
 * @throws {Error} with its words where it cannot run
 */
export async function eslintFindings(patterns: readonly string[], root: string): Promise<readonly Finding[]> {
  const words = ['--format', 'json', '--concurrency', threadsFor(patterns), ...patterns];
  const { code, output, errors } = await run('node_modules/eslint/bin/eslint.js', words, root);
  if (code > 1) throw new Error(errors);
  return reportSchema.parse(JSON.parse(output)).flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, message, ruleId }) => ({
      file: relative(root, filePath),
      where: `:${line}:${column}`,
      says: `${message}${ruleId === null ? '' : ` (${ruleId})`}`,
    })),
  );
}

/**
 * The files that prettier would write otherwise, and those that it cannot read.
 * @param patterns of files, from the root
 * @throws {Error} with its words where it cannot run
 */
export async function prettierFindings(patterns: readonly string[], root: string): Promise<readonly Finding[]> {
  const words = ['--list-different', '--ignore-unknown', ...patterns];
  const { code, output, errors } = await run('node_modules/prettier/bin/prettier.cjs', words, root);
  const unread = [...errors.matchAll(UNREAD)].map((found) => ({ file: at(found, 1), where: '', says: at(found, 2) }));
  if (code > 1 && unread.length === 0) throw new Error(errors);
  const files = output.split('\n').filter((line) => line !== '');
  return [
    ...files.map((file) => ({ file, where: '', says: `is not as prettier has it: prettier --write ${file}` })),
    ...unread,
  ];
}

/** How prettier says which file it cannot read; a piece of that file follows. */
const UNREAD = /^\[error\] (\S+): (\w*Error: .*)$/gm;

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Without colours, which come in CI and where Nx asks for them: what the program says is read here. */
function run(program: string, words: readonly string[], cwd: string): Promise<Ended> {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1' };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...words], { cwd, env, maxBuffer: Infinity }, (error, output, errors) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, output, errors });
      else reject(error ?? new Error(`${program} was killed`));
    });
  });
}
