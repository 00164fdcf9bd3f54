import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Beside the folder of a package's programs: what they were made of, and what they were then. Names with a dot are not published. */
const RECORD = '../.programs.json';

/**
 * Digests of files by their paths, null for those that are not there: packages share most of what they are made of.
 * @typedef {Map<string, string | null>} Digests
 */

/**
 * Whether the programs in `outdir` are those that the bundler would make now: all that it read, and all that it wrote, is as it was.
 * @param {string} outdir
 * @param {string} settings a digest of all else that the programs depend on
 * @param {Digests} digests
 */
export function isBundled(outdir, settings, digests) {
  const file = join(outdir, RECORD);
  if (!existsSync(file)) return false;
  /** @type {{ settings: string, files: Record<string, string> }} */
  const record = JSON.parse(readFileSync(file, 'utf8'));
  return (
    record.settings === settings &&
    Object.entries(record.files).every(([path, digest]) => digestOf(join(outdir, path), digests) === digest)
  );
}

/**
 * Notes what the programs in `outdir` have just been made of.
 * @param {string} outdir
 * @param {string} settings
 * @param {readonly string[]} inputs the files that the bundler has read
 * @param {Digests} digests
 */
export function noteBundle(outdir, settings, inputs, digests) {
  const outputs = readdirSync(outdir).map((name) => join(outdir, name));
  const files = [...inputs, ...outputs].sort().map((path) => [relative(outdir, path), digestOf(path, digests)]);
  writeFileSync(join(outdir, RECORD), JSON.stringify({ settings, files: Object.fromEntries(files) }));
}

/**
 * @param {string} path
 * @param {Digests} digests
 */
function digestOf(path, digests) {
  const known = digests.get(path);
  if (known !== undefined) return known;
  const digest = existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null;
  digests.set(path, digest);
  return digest;
}
