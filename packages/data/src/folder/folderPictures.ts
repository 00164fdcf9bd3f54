import { PICTURE_SHAPE, type SplitName } from '@bcos-bench/formats';
import type { DataRequest, LabelledPicture, PictureSource, Reporters } from '../datasetKind.js';
import { pictureCount } from '../pictureCount.js';
import { classFolders } from './classFolders.js';
import type { FolderPicture } from './division.js';
import { readPicture, RESIZE_METHOD } from './readPicture.js';

/** So many names are in a note; the rest are counted. */
const NAMES = 10;

const splitWords: Readonly<Record<SplitName, string>> = { train: 'training', test: 'test' };

/** The images of a folder of class folders. @throws Fault where there are none */
export function folderPictures(
  { source, counts, size }: DataRequest,
  { note }: Pick<Reporters, 'note'>,
): PictureSource {
  const { classes, pictures, notes } = classFolders(source);
  const wanted = {
    train: pictureCount('train', counts.train, pictures.train.length),
    test: pictureCount('test', counts.test, pictures.test.length),
  };
  const taken = { train: pictures.train.slice(0, wanted.train), test: pictures.test.slice(0, wanted.test) };
  notes.forEach(note);
  (['train', 'test'] as const).flatMap((split) => absentClasses(split, taken[split], classes)).forEach(note);
  let scaled = 0;
  const read = async (path: string): Promise<Uint8Array> => {
    const picture = await readPicture(path, size);
    if (picture.scaled) scaled += 1;
    return picture.image;
  };
  return {
    classes,
    counts: wanted,
    pictures: (split) => labelled(taken[split], classes, read),
    resize: () => (size === undefined ? null : { size: PICTURE_SHAPE[0], method: RESIZE_METHOD, images: scaled }),
  };
}

/** Classes that a split has no image of: what it says of them is nothing. */
function absentClasses(split: SplitName, pictures: readonly FolderPicture[], classes: readonly string[]): string[] {
  const present = new Set(pictures.map(({ className }) => className));
  const absent = classes.filter((name) => !present.has(name));
  if (absent.length === 0) return [];
  const names = absent.slice(0, NAMES).join(', ');
  const more = absent.length > NAMES ? ', …' : '';
  return [`no ${splitWords[split]} image of ${absent.length} of ${classes.length} classes: ${names}${more}`];
}

async function* labelled(
  pictures: readonly FolderPicture[],
  classes: readonly string[],
  read: (path: string) => Promise<Uint8Array>,
): AsyncGenerator<LabelledPicture> {
  const labels = new Map(classes.map((name, label) => [name, label]));
  for (const { path, className } of pictures) {
    const label = labels.get(className);
    if (label === undefined) throw new RangeError(`class '${className}' is not listed`);
    yield { image: await read(path), label };
  }
}
