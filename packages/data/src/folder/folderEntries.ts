import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import { byCodePoints } from './codePointOrder.js';
import { IMAGE_FORMATS, isImageName } from './imageFormats.js';
import type { PassedOver } from './passedOver.js';
import { isSystemName } from './systemNames.js';

/** A folder below the root of a data set. */
export interface Place {
  readonly root: string;
  /** From the root, with `/` on every system; empty for the root itself. */
  readonly relative: string;
}

/** What a folder holds, links followed, in the order of the names; hidden and system files are left out. */
export interface FolderEntries {
  readonly folders: readonly string[];
  /** Files by whether their name is that of an image. */
  readonly images: readonly string[];
  readonly others: readonly string[];
}

export const REMEDY = `give a folder with a folder of images (${IMAGE_FORMATS}) for each class`;

/** The place of an entry of a folder. */
export function within({ root, relative }: Place, name: string): Place {
  return { root, relative: relative === '' ? name : `${relative}/${name}` };
}

/** Where a place lies in the file system. */
export function pathOf({ root, relative }: Place): string {
  return join(root, relative);
}

/**
 * Lists a folder.
 * @param passedOver counts what is hidden or of the system
 * @throws Fault where it cannot be listed, and where an image or a folder is a broken link, a named pipe or the like: what it
 *   should hold would be lost
 */
export function folderEntries(place: Place, passedOver: PassedOver): FolderEntries {
  const entries = { folders: new Array<string>(), images: new Array<string>(), others: new Array<string>() };
  for (const entry of sortedEntries(place)) {
    const { name } = entry;
    const here = within(place, name);
    if (isSystemName(name)) passedOver.add('system', here.relative);
    else if (isFolder(entry, pathOf(here))) entries.folders.push(name);
    else if (isImageName(name)) entries.images.push(name);
    else entries.others.push(name);
  }
  return entries;
}

function sortedEntries(place: Place): Dirent[] {
  const path = pathOf(place);
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => byCodePoints(a.name, b.name));
  } catch (error) {
    throw new Fault({ what: `cannot be listed (${reasonOf(error)})`, where: path, remedy: REMEDY }, { cause: error });
  }
}

/** Other things than folders and files are faults, but those that are no image by their names are only passed over. */
function isFolder(entry: Dirent, path: string): boolean {
  if (entry.isFile()) return false;
  const remedy = 'repair it or remove it';
  if (!entry.isDirectory() && !entry.isSymbolicLink() && !isImageName(entry.name)) return false;
  return requireFileOrFolder(path, remedy).isDirectory();
}
