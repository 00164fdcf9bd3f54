import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One entry of a folder, or of a folder in it. */
export interface EntryBelow {
  /** Its path from the folder, with `/` between names. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
}

/** All that lies in a folder, at any depth, each folder before what lies in it. Links are not followed. */
export function* entriesBelow(folder: string, prefix = ''): Generator<EntryBelow> {
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) {
      yield { path, kind: 'folder' };
      yield* entriesBelow(folder, `${path}/`);
    } else {
      yield { path, kind: entry.isFile() ? 'file' : 'other' };
    }
  }
}
