import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone. */
export const root = fileURLToPath(new URL('..', import.meta.url));
const docs = join(root, 'docs');

/**
 * Writes the part of a page of `docs/` that the running program writes, between two comments; with `--check` it compares them, and the
 * program fails where they differ.
 * @param {string} name of the page, such as `dependencies.md`
 * @param {string} text of the part
 */
export function writePart(name, text) {
  const program = `release/${basename(process.argv[1] ?? '')}`;
  const [begin, end] = [`<!-- Written by ${program}. -->`, `<!-- End of what ${program} writes. -->`];
  const page = readFileSync(join(docs, name), 'utf8');
  const [before, rest] = page.split(`${begin}\n`);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/${name} has no place for what ${program} writes`);
  const current = `${before}${begin}\n\n${text.trim()}\n\n${end}${after}`;
  if (!process.argv.includes('--check')) writeFileSync(join(docs, name), current);
  else if (current !== page) {
    process.stderr.write(`docs/${name}: is not current; run node ${program}\n`);
    process.exitCode = 1;
  }
}
