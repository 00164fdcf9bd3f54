import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readRegularFile } from '@bcos-bench/formats/regularFile';
import { entriesBelow, type EntryBelow } from './entriesBelow.js';
import { olderFolder } from './olderFolder.js';
import { realPath } from './outputPlace.js';

/** Who made what lies in a folder. */
export type FolderMaker =
  /** Nothing lies in it. */
  | { readonly kind: 'nobody' }
  /** Nothing lies in it but what a stage has written. */
  | { readonly kind: 'stage'; readonly stage: string }
  /** `stray` is an entry that no stage has written. */
  | { readonly kind: 'other'; readonly stray: string };

/** What may lie in a folder of any stage, besides the files that its manifest names. */
const BESIDE: readonly RegExp[] = [
  /^manifest\.(json|sha256)$/,
  /^timing\.json$/,
  /^tensorboard(\/|$)/,
  // What file managers leave behind.
  /^(.*\/)?(\.DS_Store|Thumbs\.db|desktop\.ini)$/,
];

const MANIFEST = 'manifest.json';
const manifestSchema = z.object({
  version: z.literal(1),
  stage: z.string().min(1),
  files: z.record(z.string(), z.unknown()),
});

/**
 * Says whose a folder is: by its manifest, or, where an older version has made it, by its files. Whether
 * they are whole is not asked: what is damaged is to be made again.
 * @throws what reading a folder throws
 */
export function folderMaker(folder: string): FolderMaker {
  const known = knownFiles(folder);
  let stray: string | null = null;
  for (const entry of entriesBelow(folder)) {
    stray ??= entry.path;
    if (known?.has(entry) === true) continue;
    return { kind: 'other', stray: entry.path };
  }
  if (known !== null) return { kind: 'stage', stage: known.stage };
  return stray === null ? { kind: 'nobody' } : { kind: 'other', stray };
}

/** The folder with a stage's manifest in which `path` lies, links followed; null where there is none. */
export function stageFolderAround(path: string): string | null {
  for (let folder = dirname(realPath(path)); dirname(folder) !== folder; folder = dirname(folder)) {
    if (manifestOf(folder) !== null) return folder;
  }
  return null;
}

function manifestOf(folder: string): z.infer<typeof manifestSchema> | null {
  try {
    return manifestSchema.parse(JSON.parse(readRegularFile(join(folder, MANIFEST), '').toString('utf8')));
  } catch {
    return null;
  }
}

/** Whose files a folder holds, and which paths are theirs. */
interface KnownFiles {
  readonly stage: string;
  readonly has: (entry: EntryBelow) => boolean;
}

/** A manifest that names not all is damaged: the folder is to be made again, so its stage may replace it. */
function knownFiles(folder: string): KnownFiles | null {
  const [manifest, older] = [manifestOf(folder), olderFolder(folder)];
  const stage = manifest?.stage ?? older?.stage;
  if (stage === undefined) return null;
  const isFile = (path: string): boolean =>
    (manifest !== null && Object.hasOwn(manifest.files, path)) ||
    older?.files.some((pattern) => pattern.test(path)) === true;
  return withThoseBeside(stage, isFile);
}

/** Folders count by what lies in them. */
function withThoseBeside(stage: string, isFile: (path: string) => boolean): KnownFiles {
  const isBeside = (path: string): boolean => BESIDE.some((pattern) => pattern.test(path));
  return { stage, has: ({ path, kind }) => kind === 'folder' || isBeside(path) || (kind === 'file' && isFile(path)) };
}
