import { readFileSync, writeFileSync } from 'node:fs';
import { configure } from 'safe-stable-stringify';
import type { z } from 'zod';
import { Fault, reasonOf } from '../fault.js';

const stringify = configure({ deterministic: true, strict: true });

/** JSON with sorted keys, so that equal values are equal bytes. */
export function sortedJson(value: unknown): string {
  return `${stringify(value, null, 2) ?? 'null'}\n`;
}

/** Writes `value` as JSON with sorted keys. */
export function writeJson(path: string, value: unknown): void {
  writeFileSync(path, sortedJson(value));
}

/**
 * Reads a JSON file that must have the shape of `schema`.
 * @throws Fault where the file is missing, is not JSON or has another shape; it names the first key that is wrong
 */
export function readJson<T>(path: string, schema: z.ZodType<T>, remedy: string): T {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Fault({ what: `cannot be read as JSON (${reasonOf(error)})`, where: path, remedy }, { cause: error });
  }
  const result = schema.safeParse(parsed);
  if (!result.success) {
    const issue = result.error.issues[0];
    const key = issue === undefined || issue.path.length === 0 ? 'the whole file' : `key '${issue.path.join('.')}'`;
    throw new Fault({ what: `${key} is wrong (${issue?.message ?? 'unknown'})`, where: path, remedy });
  }
  return result.data;
}
