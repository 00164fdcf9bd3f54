import type { ImageChannels, ImageShape } from '@bcos-bench/vocabulary';
import type { SplitName } from '@bcos-bench/formats';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { DataRequest, LabelledImage, ImageSource, Reporters } from '../datasetKind.js';
import { imageCount } from '../imageCount.js';
import { classFolders } from './classFolders.js';
import type { FolderImage } from './division.js';
import { isGrey, readImage, type ReadImage } from './readImage.js';
import { resizeMethod, type TargetSize } from './resizeAndCrop.js';

/** The number of names in a note; the rest are counted. */
const NAMES = 10;

const splitWords: Readonly<Record<SplitName, string>> = { train: 'training', test: 'test' };

/**
 * The images of a folder of class folders. They have one channel where that is asked for, or where all files are grey.
 * @throws Fault where there are none
 */
export async function folderImages(
  { source, counts, size, resize = size, channels: asked }: DataRequest,
  { note }: Pick<Reporters, 'note'>,
): Promise<ImageSource> {
  const { classes, images, notes } = classFolders(source);
  const wanted = {
    train: imageCount('train', counts.train, images.train.length),
    test: imageCount('test', counts.test, images.test.length),
  };
  const taken = { train: images.train.slice(0, wanted.train), test: images.test.slice(0, wanted.test) };
  notes.forEach(note);
  (['train', 'test'] as const).flatMap((split) => absentClasses(split, taken[split], classes)).forEach(note);
  const paths = [...taken.train, ...taken.test].map(({ path }) => path);
  const channels = asked ?? (await usualChannels(paths, note));
  const target = size === undefined || resize === undefined ? null : { size, resize };
  const model = await modelOf(paths, channels, target);
  let scaled = 0;
  const read = async (path: string): Promise<Uint8Array> => {
    const image = await readImage(path, { channels, target });
    requireSize(image, path, model);
    if (image.scaled) scaled += 1;
    return image.image;
  };
  return {
    classes,
    counts: wanted,
    shape: model.shape,
    images: (split) => labelled(taken[split], classes, read),
    resize: () => (target === null ? null : { size: target.size, method: resizeMethod(target), images: scaled }),
  };
}

/** One channel where all images are grey, which is noted, else three. */
async function usualChannels(paths: readonly string[], note: Reporters['note']): Promise<ImageChannels> {
  for (const path of paths) if (!(await isGrey(path))) return 3;
  note(`all ${paths.length} images are grey: they have 1 channel; --channels 3 gives them three`);
  return 1;
}

/** The image that all others must be like: the first. */
interface ModelImage {
  readonly path: string;
  readonly shape: ImageShape;
}

async function modelOf(
  [path]: readonly string[],
  channels: ImageChannels,
  target: TargetSize | null,
): Promise<ModelImage> {
  if (path === undefined) throw new RangeError('no image is taken');
  if (target !== null) return { path, shape: [target.size, target.size, channels] };
  const { rows, columns } = await readImage(path, { channels, target });
  return { path, shape: [rows, columns, channels] };
}

function requireSize({ rows, columns }: ReadImage, where: string, { path, shape }: ModelImage): void {
  if (rows === shape[0] && columns === shape[1]) return;
  const what = `has ${columns}x${rows} pixels, and ${path} has ${shape[1]}x${shape[0]}`;
  const remedy = `give images of one size, or bring all to one with --size, such as --size ${Math.min(shape[0], shape[1])}`;
  throw new Fault({ what, where, remedy });
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
