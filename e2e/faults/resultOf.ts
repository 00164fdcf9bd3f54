import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { hashOfFile } from '@bcos-bench/formats';
import { bytesIn } from '../resultBytes.js';

/** The SHA-256 of a result's files, by path. */
export type Result = Readonly<Record<string, string>>;

/** What is at `--out`; null where nothing is. */
export function resultAt(out: string): Result | null {
  if (!existsSync(out)) return null;
  return statSync(out).isDirectory() ? bytesIn(out) : { '': hashOfFile(out) };
}

/** What is wrong with the last run on `out`, which was to make `whole`: nothing where the list is empty. */
export function faultsOfLastRun(out: string, whole: Result, { code, said }: { code: number; said: string }): string[] {
  const left = readdirSync(dirname(out)).filter((name) => name.startsWith('.'));
  return [
    ...(code === 0 ? [] : [`run again, it ends with ${code}: ${said}`]),
    ...(isDeepStrictEqual(resultAt(out), whole) ? [] : ['run again, it makes other bytes']),
    ...(left.length === 0 ? [] : [`run again, it leaves ${left.join(', ')}`]),
  ];
}

/** Files below a folder of more than a megabyte, by path. */
export function largeFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => {
    const found = statSync(join(folder, path), { throwIfNoEntry: false });
    return found !== undefined && found.isFile() && found.size > 1e6;
  });
}
