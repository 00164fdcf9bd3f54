import { createHash } from 'node:crypto';
import { existsSync, readdirSync, type Dirent } from 'node:fs';
import { extname, join } from 'node:path';
import type { SplitName } from '@bcos-bench/stage';
import { Fault, reasonOf, UsageFault } from '@bcos-bench/stage/fault';

/** A picture of a folder of class folders. */
export interface FolderPicture {
  readonly path: string;
  /** From the root, with `/` on every system. */
  readonly relativePath: string;
  readonly className: string;
}

/** What a folder of class folders holds: classes by name, and the pictures of each split in the order of their index. */
export interface ClassFolders {
  readonly root: string;
  readonly classes: readonly string[];
  readonly pictures: Readonly<Record<SplitName, readonly FolderPicture[]>>;
}

const EXTENSIONS = new Set(['.png', '.jpg', '.jpeg']);

/** Of the pictures that no folder assigns to a split, one in so many is for testing. */
const ONE_IN = 10;

const REMEDY = 'give a folder with a folder of PNG or JPEG pictures for each class';

/**
 * Lists the pictures of `root`/CLASS, or of `root`/train/CLASS and `root`/test/CLASS where both are there. A split is in the
 * order of a hash of the pictures' names: so the first so many are of all classes, and a new picture moves no other between
 * the splits.
 * @throws UsageFault without a root; Fault where there are no pictures or fewer than two classes
 */
export function classFolders(root: string | undefined): ClassFolders {
  if (root === undefined)
    throw new UsageFault({ what: 'is needed for --dataset folder', where: '--source', remedy: REMEDY });
  const divided = existsSync(join(root, 'train')) && existsSync(join(root, 'test'));
  const whole = divided ? null : picturesBelow(root, '');
  const pictures = {
    train: hashed(whole?.filter((picture) => !isForTesting(picture)) ?? picturesBelow(root, 'train')),
    test: hashed(whole?.filter(isForTesting) ?? picturesBelow(root, 'test')),
  };
  const classes = [...new Set([...pictures.train, ...pictures.test].map(({ className }) => className))].sort();
  if (classes.length < 2) {
    throw new Fault({
      what: `holds pictures of ${classes.length} classes, not of two or more`,
      where: root,
      remedy: REMEDY,
    });
  }
  return { root, classes, pictures };
}

function picturesBelow(root: string, split: SplitName | ''): FolderPicture[] {
  return foldersAndFiles(join(root, split))
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: className }) => {
      const inSplit = split === '' ? className : `${split}/${className}`;
      return foldersAndFiles(join(root, inSplit))
        .filter((entry) => !entry.isDirectory() && EXTENSIONS.has(extname(entry.name).toLowerCase()))
        .map(({ name }) => ({ path: join(root, inSplit, name), relativePath: `${inSplit}/${name}`, className }));
    });
}

/** What is in a folder, but for hidden files. */
function foldersAndFiles(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
  } catch (error) {
    throw new Fault({ what: `cannot be listed (${reasonOf(error)})`, where: folder, remedy: REMEDY }, { cause: error });
  }
}

function hashOf({ relativePath }: FolderPicture): Buffer {
  return createHash('sha256').update(relativePath).digest();
}

function isForTesting(picture: FolderPicture): boolean {
  return hashOf(picture).readUInt32LE(0) % ONE_IN === 0;
}

function hashed(pictures: readonly FolderPicture[]): FolderPicture[] {
  const keyed = pictures.map((picture) => ({ picture, key: hashOf(picture).toString('hex') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ picture }) => picture);
}
