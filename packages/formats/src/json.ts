import { writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { Fault, reasonOf, sortedJson } from '@bcos-bench/vocabulary';
import { earlierVersion } from './formerNames.js';
import { readListedFile } from './manifest.js';

/** Writes `value` as JSON with sorted keys. */
export function writeJson(path: string, value: unknown): void {
  writeFileSync(path, sortedJson(value));
}

/**
 * Reads a JSON file that must have the shape of `schema`, and must be the one that the manifest beside it lists, where there is one.
 * @throws Fault where the file is missing, changed, is not JSON or has another shape; it names the first key that is wrong
 */
export function readJson<T>(path: string, schema: z.ZodType<T>, remedy: string): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readListedFile(path).toString('utf8'));
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (isAbsent(error)) throw new Fault({ what: 'is not there', where: path, remedy }, { cause: error });
    throw new Fault({ what: `cannot be read as JSON (${reasonOf(error)})`, where: path, remedy }, { cause: error });
  }
  const result = schema.safeParse(parsed);
  if (!result.success) {
    const issue = result.error.issues[0];
    const key = issue === undefined || issue.path.length === 0 ? 'the whole file' : `key '${issue.path.join('.')}'`;
    const earlier = earlierVersion(String(issue?.path[0]), (name) => isObject(parsed) && name in parsed);
    const what = earlier ?? `${key} is wrong (${issue?.message ?? 'unknown'})`;
    throw new Fault({ what, where: path, remedy });
  }
  return result.data;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
