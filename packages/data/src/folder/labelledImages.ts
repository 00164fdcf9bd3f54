import { Fault, UsageFault } from '@bcos-bench/vocabulary/fault';
import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import type { ClassFolders } from './classFolders.js';
import { byCodePoints } from './codePointOrder.js';
import { divided, type Division, type FolderImage } from './division.js';
import { pathOf, type Place } from './folderEntries.js';
import { imagesBelow } from './imagesBelow.js';
import { labelTablePath, readLabelTable, type LabelTable } from './labelTable.js';
import { PassedOver } from './passedOver.js';

const REMEDY = 'give the folder of the images that the table names';

/**
 * The images of a folder without class folders, each with the label that a table gives it, divided between the splits. Classes are in the
 * order of their names, or of their numbers where all are numbers.
 * @param labels the name of a file in the folder, or a path
 * @throws UsageFault without a folder; Fault where an image of the table is missing or is there twice
 */
export function labelledImages(source: string | undefined, labels: string, division: Division): ClassFolders {
  if (source === undefined) {
    throw new UsageFault({ what: 'is needed for --dataset folder', where: '--source', remedy: REMEDY });
  }
  if (!requireFileOrFolder(source, REMEDY).isDirectory()) {
    throw new Fault({ what: 'is a file, not a folder', where: source, remedy: REMEDY });
  }
  const passedOver = new PassedOver();
  const table = readLabelTable(labelTablePath(source, labels));
  const places = imagesBelow({ root: source, relative: '' }, passedOver);
  const images = imagesOf(table, places, source);
  const classes = classesOf(images);
  if (classes.length < 2) {
    throw new Fault({ what: 'has labels of one class', where: table.path, remedy: 'give a table of two or more' });
  }
  const byClass = new Map(classes.map((name) => [name, images.filter(({ className }) => className === name)]));
  const without = places.length - images.length;
  const notes = [
    ...(without > 0 ? [`${without} of ${places.length} images have no label in the table: they are left out`] : []),
    ...passedOver.notes(),
  ];
  return { root: source, classes, images: divided(byClass, division), notes };
}

function imagesOf(table: LabelTable, places: readonly Place[], source: string): FolderImage[] {
  const byName = namedPlaces(places);
  const missing = table.rows.filter(({ name }) => !byName.has(name.normalize('NFC')));
  const [first] = missing;
  if (first !== undefined) {
    const what = `has no image of ${missing.length} of ${table.rows.length} rows of ${table.path}, such as '${first.name}'`;
    throw new Fault({ what, where: source, remedy: REMEDY });
  }
  const seen = new Set<Place>();
  return table.rows.map(({ name, label }) => {
    const place = byName.get(name.normalize('NFC'));
    if (place === undefined || place === null || seen.has(place)) {
      const what = `names '${name}' ${place === null ? 'which is the name of two images' : 'a second time'}`;
      throw new Fault({ what, where: table.path, remedy: 'leave one of them' });
    }
    seen.add(place);
    return { path: pathOf(place), relativePath: place.relative.normalize('NFC'), className: label.normalize('NFC') };
  });
}

/** Images by their paths and names, with and without the ending; null for a name that two have. */
function namedPlaces(places: readonly Place[]): ReadonlyMap<string, Place | null> {
  const named = new Map<string, Place | null>();
  for (const place of places) {
    const path = place.relative.normalize('NFC');
    const file = path.slice(path.lastIndexOf('/') + 1);
    for (const name of new Set([path, file, withoutEnding(path), withoutEnding(file)])) {
      named.set(name, named.has(name) ? null : place);
    }
  }
  return named;
}

function withoutEnding(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}

function classesOf(images: readonly FolderImage[]): string[] {
  const names = [...new Set(images.map(({ className }) => className))];
  return names.every((name) => /^\d{1,9}$/.test(name))
    ? names.sort((a, b) => Number(a) - Number(b))
    : names.sort(byCodePoints);
}
