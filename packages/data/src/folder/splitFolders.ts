import { Fault } from '@bcos-bench/vocabulary/fault';
import { folderEntries, pathOf, within, type Place } from './folderEntries.js';
import { imagesBelow } from './imagesBelow.js';
import { PassedOver } from './passedOver.js';

/** What a folder of a split may be called, in small letters. */
const roles = {
  train: ['train', 'training'],
  test: ['test', 'testing', 'eval', 'evaluation'],
  validation: ['val', 'valid', 'validation', 'dev'],
} as const satisfies Record<string, readonly string[]>;
type Role = keyof typeof roles;

/** Where the class folders of each split lie: `test` is null where they are all in one place, to be divided. */
export interface SplitFolders {
  readonly train: Place;
  readonly test: Place | null;
  readonly notes: readonly string[];
}

/** A folder that is named after a split. */
interface SplitFolder {
  readonly role: Role;
  readonly place: Place;
  /** How many folders are in it: without any, it holds no classes. */
  readonly classes: number;
}

/**
 * Finds the folders of the splits below the root of a data set: train/CLASS and test/CLASS, or val/CLASS where test/ is not there
 * or has no class folders; capitals do not matter. Without such folders every folder of the root is a class.
 * @param passedOver counts what is in neither split
 * @throws Fault where a folder is named after a split, but the images in it have no class
 */
export function splitFolders(root: string, passedOver: PassedOver): SplitFolders {
  const top: Place = { root, relative: '' };
  const { folders } = folderEntries(top, new PassedOver());
  const named = folders.flatMap((name) => splitFolder(within(top, name)));
  const train = onlyOne('train', named);
  const test = onlyOne('test', named) ?? onlyOne('validation', named);
  if (train === null || test === null) {
    requireNoSplit(root, named, folders.length);
    return { train: top, test: null, notes: [] };
  }
  passOverOthers(top, [train, test], passedOver);
  const notes =
    test.role === 'test' ? [] : [`the test images are those of ${test.place.relative}/: no test/ has class folders`];
  return { train: train.place, test: test.place, notes };
}

function splitFolder(place: Place): SplitFolder[] {
  const role = (Object.keys(roles) as Role[]).find((each) => isNamed(place.relative, roles[each]));
  if (role === undefined) return [];
  return [{ role, place, classes: folderEntries(place, new PassedOver()).folders.length }];
}

function isNamed(name: string, names: readonly string[]): boolean {
  return names.includes(name.toLowerCase());
}

/** The folder of a split that has class folders. @throws Fault where there are two: which one is meant is not known */
function onlyOne(role: Role, named: readonly SplitFolder[]): SplitFolder | null {
  const [first, second] = named.filter((folder) => folder.role === role && folder.classes > 0);
  if (first !== undefined && second !== undefined) {
    const what = `is a second folder for one split, besides ${first.place.relative}/`;
    throw new Fault({ what, where: pathOf(second.place), remedy: 'leave one of them' });
  }
  return first ?? null;
}

/** Images that a split's folder holds without a class must not become a class that is named after the split. */
function requireNoSplit(root: string, named: readonly SplitFolder[], folders: number): void {
  const has = (role: Role): boolean => named.some((folder) => folder.role === role);
  const divided = (has('train') && (has('test') || has('validation'))) || (named.length === 1 && folders === 1);
  const flat = divided ? named.find(({ classes }) => classes === 0) : undefined;
  if (flat !== undefined) {
    const count = imagesBelow(flat.place, new PassedOver()).length;
    throw new Fault({
      what:
        count === 1
          ? 'holds 1 image in no class folder, so that its class is not known'
          : `holds ${count} images in no class folder, so that their classes are not known`,
      where: pathOf(flat.place),
      remedy: `make a folder for each class in ${flat.place.relative}/, or give a folder that holds the class folders as --source`,
    });
  }
  const split = named.find(({ classes }) => classes > 1 || (classes === 1 && folders === 1));
  if (split === undefined) return;
  const partner = split.role === 'train' ? 'test/ or val/' : 'train/';
  throw new Fault({
    what: `holds ${split.place.relative}/ with class folders, but no ${partner} with class folders`,
    where: root,
    remedy: `add it, or give ${pathOf(split.place)} as --source: one image in ten is then for testing`,
  });
}

function passOverOthers(top: Place, used: readonly SplitFolder[], passedOver: PassedOver): void {
  const entries = folderEntries(top, passedOver);
  for (const name of entries.images) passedOver.add('classless', name);
  for (const name of entries.others) passedOver.add('format', name);
  const taken = new Set(used.map(({ place }) => place.relative));
  for (const name of entries.folders.filter((folder) => !taken.has(folder))) {
    const place = within(top, name);
    const flat = splitFolder(place).some(({ classes }) => classes === 0);
    for (const image of imagesBelow(place, passedOver)) {
      passedOver.add(flat ? 'classless' : 'unused', image.relative);
    }
  }
}
