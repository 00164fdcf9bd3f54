import type { SplitName } from '@bcos-bench/formats';
import type { DataRequest, LabelledImage, ImageSource, Reporters } from '../datasetKind.js';
import { imageCount } from '../imageCount.js';
import type { FolderImage } from './division.js';
import { foundImages } from './foundImages.js';
import { imageReader } from './imageReader.js';
import { imageFile } from './readImage.js';

/** The number of names in a note; the rest are counted. */
const NAMES = 10;

const splitWords: Readonly<Record<SplitName, string>> = { train: 'training', test: 'test' };

/**
 * The images of a folder of class folders, or of one folder with a table of labels. They have one channel where that is asked for, or where
 * all files are grey.
 * @throws Fault where there are none
 */
export async function folderImages(request: DataRequest, { note }: Pick<Reporters, 'note'>): Promise<ImageSource> {
  const { counts } = request;
  const { classes, images, notes } = foundImages(request);
  const wanted = {
    train: imageCount('train', counts.train, images.train.length),
    test: imageCount('test', counts.test, images.test.length),
  };
  const taken = { train: images.train.slice(0, wanted.train), test: images.test.slice(0, wanted.test) };
  notes.forEach(note);
  (['train', 'test'] as const).flatMap((split) => absentClasses(split, taken[split], classes)).forEach(note);
  const files = [...taken.train, ...taken.test].map(({ path }) => imageFile(path));
  const { shape, read, resize } = await imageReader(() => files, request, { note });
  return {
    classes,
    counts: wanted,
    shape,
    images: (split) => labelled(taken[split], classes, (path) => read(imageFile(path))),
    resize,
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
