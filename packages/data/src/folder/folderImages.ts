import { IMAGE_SHAPE, type SplitName } from '@bcos-bench/formats';
import type { DataRequest, LabelledImage, ImageSource, Reporters } from '../datasetKind.js';
import { imageCount } from '../imageCount.js';
import { classFolders } from './classFolders.js';
import type { FolderImage } from './division.js';
import { readImage, RESIZE_METHOD } from './readImage.js';

/** So many names are in a note; the rest are counted. */
const NAMES = 10;

const splitWords: Readonly<Record<SplitName, string>> = { train: 'training', test: 'test' };

/** The images of a folder of class folders. @throws Fault where there are none */
export function folderImages({ source, counts, size }: DataRequest, { note }: Pick<Reporters, 'note'>): ImageSource {
  const { classes, images, notes } = classFolders(source);
  const wanted = {
    train: imageCount('train', counts.train, images.train.length),
    test: imageCount('test', counts.test, images.test.length),
  };
  const taken = { train: images.train.slice(0, wanted.train), test: images.test.slice(0, wanted.test) };
  notes.forEach(note);
  (['train', 'test'] as const).flatMap((split) => absentClasses(split, taken[split], classes)).forEach(note);
  let scaled = 0;
  const read = async (path: string): Promise<Uint8Array> => {
    const image = await readImage(path, size);
    if (image.scaled) scaled += 1;
    return image.image;
  };
  return {
    classes,
    counts: wanted,
    images: (split) => labelled(taken[split], classes, read),
    resize: () => (size === undefined ? null : { size: IMAGE_SHAPE[0], method: RESIZE_METHOD, images: scaled }),
  };
}

/** Classes that a split has no image of: what it says of them is nothing. */
function absentClasses(split: SplitName, images: readonly FolderImage[], classes: readonly string[]): string[] {
  const present = new Set(images.map(({ className }) => className));
  const absent = classes.filter((name) => !present.has(name));
  if (absent.length === 0) return [];
  const names = absent.slice(0, NAMES).join(', ');
  const more = absent.length > NAMES ? ', …' : '';
  return [`no ${splitWords[split]} image of ${absent.length} of ${classes.length} classes: ${names}${more}`];
}

async function* labelled(
  images: readonly FolderImage[],
  classes: readonly string[],
  read: (path: string) => Promise<Uint8Array>,
): AsyncGenerator<LabelledImage> {
  const labels = new Map(classes.map((name, label) => [name, label]));
  for (const { path, className } of images) {
    const label = labels.get(className);
    if (label === undefined) throw new RangeError(`class '${className}' is not listed`);
    yield { image: await read(path), label };
  }
}
