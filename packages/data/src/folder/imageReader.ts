import type { ImageChannels, ImageShape } from '@bcos-bench/vocabulary';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { DataRequest, ImageSource, Reporters } from '../datasetKind.js';
import { isGrey, readImage, type PackedImage, type ReadImage } from './readImage.js';
import { resizeMethod, type TargetSize } from './resizeAndCrop.js';

/** Reads images of a data set as bytes of one shape. */
export interface ImageReader {
  readonly shape: ImageShape;
  /** @throws Fault where an image cannot be decoded, or has another size and none was asked for */
  readonly read: (image: PackedImage) => Promise<Uint8Array>;
  readonly resize: NonNullable<ImageSource['resize']>;
}

/** The images of a data set, from the first one on, as often as it is called. */
export type PackedImages = () => Iterable<PackedImage> | AsyncIterable<PackedImage>;

/**
 * How images are read: of the size that is asked for or that all have, with one channel where that is asked for or where all are grey.
 * @throws Fault where the first image cannot be read
 */
export async function imageReader(
  images: PackedImages,
  { size, resize = size, channels: asked }: Pick<DataRequest, 'size' | 'resize' | 'channels'>,
  { note }: Pick<Reporters, 'note'>,
): Promise<ImageReader> {
  const channels = asked ?? (await usualChannels(images, note));
  const target = size === undefined || resize === undefined ? null : { size, resize };
  const model = await modelOf(images, channels, target);
  let scaled = 0;
  const read = async (packed: PackedImage): Promise<Uint8Array> => {
    const image = await readImage(packed, { channels, target });
    requireSize(image, packed.where, model);
    if (image.scaled) scaled += 1;
    return image.image;
  };
  return {
    shape: model.shape,
    read,
    resize: () => (target === null ? null : { size: target.size, method: resizeMethod(target), images: scaled }),
  };
}

/** One channel where all images are grey, which is noted, else three. */
async function usualChannels(images: PackedImages, note: Reporters['note']): Promise<ImageChannels> {
  let count = 0;
  for await (const image of images()) {
    if (!(await isGrey(image))) return 3;
    count += 1;
  }
  note(`all ${count} images are grey: they have 1 channel; --channels 3 gives them three`);
  return 1;
}

/** The image that all others must be like: the first. */
interface ModelImage {
  readonly where: string;
  readonly shape: ImageShape;
}

async function modelOf(images: PackedImages, channels: ImageChannels, target: TargetSize | null): Promise<ModelImage> {
  for await (const image of images()) {
    if (target !== null) return { where: image.where, shape: [target.size, target.size, channels] };
    const { rows, columns } = await readImage(image, { channels, target });
    return { where: image.where, shape: [rows, columns, channels] };
  }
  throw new RangeError('no image is taken');
}

function requireSize({ rows, columns }: ReadImage, where: string, model: ModelImage): void {
  const { shape } = model;
  if (rows === shape[0] && columns === shape[1]) return;
  const what = `has ${columns}x${rows} pixels, and ${model.where} has ${shape[1]}x${shape[0]}`;
  const remedy = `give images of one size, or bring all to one with --size, such as --size ${Math.min(shape[0], shape[1])}`;
  throw new Fault({ what, where, remedy });
}
