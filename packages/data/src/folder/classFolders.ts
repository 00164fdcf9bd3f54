import type { SplitName } from '@bcos-bench/formats';
import { Fault, UsageFault } from '@bcos-bench/vocabulary/fault';
import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import { byCodePoints } from './codePointOrder.js';
import { divided, inOrderOfHash, type Division, type FolderImage } from './division.js';
import { folderEntries, pathOf, REMEDY, within, type Place } from './folderEntries.js';
import { IMAGE_FORMATS } from './imageFormats.js';
import { imagesBelow } from './imagesBelow.js';
import { PassedOver } from './passedOver.js';
import { splitFolders } from './splitFolders.js';

/** What a folder of class folders holds: classes by name, and the images of each split in the order of their index. */
export interface ClassFolders {
  readonly root: string;
  readonly classes: readonly string[];
  readonly images: Readonly<Record<SplitName, readonly FolderImage[]>>;
  /** What was passed over, and which folder was taken for which split. Nothing in it depends on where the root lies. */
  readonly notes: readonly string[];
}

/** The images of one split's class folders. */
type Classes = ReadonlyMap<string, readonly FolderImage[]>;

/**
 * Lists the images of a data set as torchvision's ImageFolder does: a folder is a class, its images are all those in it and below
 * it, links are followed, and a label is the place of the class in the order of the names. `splitFolders` says which folders are
 * the splits'; where there are none, `divided` divides the images. A split is in the order of a hash of the images' names, so that the
 * first ones are of all classes.
 * @throws UsageFault without a root; Fault where there are fewer than two classes, or where a class would be lost
 */
export function classFolders(
  source: string | undefined,
  division: Division = { test: undefined, seed: 0 },
): ClassFolders {
  if (source === undefined) {
    throw new UsageFault({ what: 'is needed for --dataset folder', where: '--source', remedy: REMEDY });
  }
  if (!requireFileOrFolder(source, REMEDY).isDirectory()) {
    throw new Fault({ what: 'is a file, not a folder', where: source, remedy: REMEDY });
  }
  const passedOver = new PassedOver();
  const splits = splitFolders(source, passedOver);
  const first = classesIn(splits.train, passedOver);
  const second = splits.test === null ? null : classesIn(splits.test, passedOver);
  const classes = namesOf(first, second ?? new Map(), source);
  const images =
    second === null
      ? divided(first, division)
      : { train: inOrderOfHash([...first.values()].flat()), test: inOrderOfHash([...second.values()].flat()) };
  return { root: source, classes, images, notes: [...splits.notes, ...passedOver.notes()] };
}

function classesIn(split: Place, passedOver: PassedOver): Classes {
  const { folders, images, others } = folderEntries(split, passedOver);
  for (const name of images) passedOver.add('classless', within(split, name).relative);
  for (const name of others) passedOver.add('format', within(split, name).relative);
  const classes = new Map<string, FolderImage[]>();
  for (const name of folders) {
    const place = within(split, name);
    const className = name.normalize('NFC');
    if (classes.has(className)) {
      const what = 'is a second folder of that name, written in other characters (composed and decomposed)';
      throw new Fault({ what, where: pathOf(place), remedy: 'put the images of both into one' });
    }
    classes.set(
      className,
      imagesBelow(place, passedOver).map((image) => ({
        path: pathOf(image),
        relativePath: image.relative.normalize('NFC'),
        className,
      })),
    );
  }
  return classes;
}

/** The classes of both splits. @throws Fault where a class has no image at all, or where there are fewer than two */
function namesOf(train: Classes, test: Classes, root: string): string[] {
  const names = [...new Set([...train.keys(), ...test.keys()])].sort(byCodePoints);
  const empty = names.filter((name) => (train.get(name)?.length ?? 0) + (test.get(name)?.length ?? 0) === 0);
  if (names.length - empty.length < 2) {
    const found = names.length - empty.length;
    const what = `holds images of ${found === 1 ? '1 class' : `${found} classes`}, not of two or more`;
    throw new Fault({ what, where: root, remedy: REMEDY });
  }
  if (empty.length > 0) {
    const which = empty.map((name) => `'${name}'`).join(', ');
    const what = `holds no image of class ${which}: ${empty.length === 1 ? 'it' : 'they'} would be lost`;
    throw new Fault({
      what,
      where: root,
      remedy: `put images (${IMAGE_FORMATS}) into the folder, or remove the folder`,
    });
  }
  return names;
}
