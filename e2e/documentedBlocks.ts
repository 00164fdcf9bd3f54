import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { at } from '@bcos-bench/vocabulary';

const docs = resolve(import.meta.dirname, '../docs');

/** A block of commands of a page that is marked to be run. */
export interface DocumentedBlock {
  readonly page: string;
  /** Lines for a shell. */
  readonly commands: string;
}

/** The blocks of a page of `docs/` that stand below `<!-- run -->`, in their order. */
export function documentedBlocks(page: string): DocumentedBlock[] {
  const text = readFileSync(join(docs, page), 'utf8');
  return [...text.matchAll(/^<!-- run -->\n\n((?: {4}.*\n)+)/gm)].map((found) => ({
    page,
    commands: at(found, 1).replaceAll(/^ {4}/gm, '').trim(),
  }));
}
