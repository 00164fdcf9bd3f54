import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withRecord } from '@bcos-bench/pipeline';

/** What two runs of the same work differ in: see `docs/architecture.md`. */
const differs = new Set(['timing.json']);

/**
 * The SHA-256 of every result below a folder, by path, so that two runs can be compared.
 * @param below a folder in it, to look at no other
 */
export function bytesIn(folder: string, below = ''): Record<string, string> {
  if (!existsSync(join(folder, below))) return {};
  const paths = readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' }).map((path) =>
    join(below, path),
  );
  const files = paths.filter((path) => statSync(join(folder, path)).isFile() && !differs.has(basename(path)));
  return Object.fromEntries(files.sort().map((path) => [path, sha256(join(folder, path))]));
}

function sha256(path: string): string {
  return createHash('sha256').update(resultIn(path)).digest('hex');
}

/** A file, of a report's page all but the record of the last run. */
function resultIn(path: string): Buffer | string {
  return basename(path) === 'index.html' ? withRecord(readFileSync(path, 'utf8'), null) : readFileSync(path);
}
