import { join } from 'node:path';
import { Fault, UsageFault } from '@bcos-bench/vocabulary/fault';
import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import { namesIn } from '../namesIn.js';

/** What to give as a source of arrays. */
export const ARRAYS_REMEDY = 'give a folder of .npy files or an .npz archive, with images and labels';

/** The files of a source of arrays: the `.npy` files of a folder by their names without the ending, or one archive. */
export type ArrayFiles = { readonly kind: 'archive'; readonly source: string } | ArrayFolder;

/** The `.npy` files of a folder. */
export interface ArrayFolder {
  readonly kind: 'folder';
  readonly source: string;
  readonly arrays: ReadonlyMap<string, string>;
  /** The file of class names, if there is one. */
  readonly classes: string | null;
}

/** A file beside the arrays with the names of the classes, a line for each. */
const CLASSES_FILE = 'classes.txt';

/** Finds the files of a source. @throws UsageFault without a source, Fault where it is neither a folder nor a file, or has no array */
export function arrayFiles(source: string | undefined): ArrayFiles {
  if (source === undefined) throw new UsageFault({ what: 'is missing', where: '--source', remedy: ARRAYS_REMEDY });
  if (!requireFileOrFolder(source, ARRAYS_REMEDY).isDirectory()) return { kind: 'archive', source };
  const names = namesIn(source, ARRAYS_REMEDY);
  const arrays = names.filter((name) => name.endsWith('.npy'));
  if (arrays.length === 0) throw new Fault({ what: 'has no .npy file', where: source, remedy: ARRAYS_REMEDY });
  return {
    kind: 'folder',
    source,
    arrays: new Map(arrays.map((name) => [name.slice(0, -'.npy'.length), join(source, name)])),
    classes: names.includes(CLASSES_FILE) ? join(source, CLASSES_FILE) : null,
  };
}
