import { at } from '@bcos-bench/vocabulary';
import { className, labelOf, type ExplorerView } from '../explorer/explorerView.js';
import type { ExplorerData } from '../explorer/explorerData.js';
import { readTile, type Tile } from '../explorer/tile.js';

/** The image that is attacked, and its class. */
export interface Subject {
  /** What it is, in words. */
  readonly words: string;
  /** Null until the network's prediction becomes the class. */
  readonly label: number | null;
  /** Red, green, blue and opacity a pixel; a grey image has the same thrice. */
  readonly pixels: Promise<Tile>;
  /** Its number in the test split; null where it is the reader's own. */
  readonly index: number | null;
}

/** The image that the explorer shows. */
export function subjectOf(data: ExplorerData, { image }: ExplorerView): Subject | null {
  if (image === null) return null;
  const label = labelOf(data, image);
  return {
    words: `image ${image.index}, ${className(data, label)}`,
    label,
    pixels: readTile(data.images.sheet, data.images, data.images.index.indexOf(image.index)),
    index: image.index,
  };
}

/** The numbers of an image in [0,1], with as many channels as the network's images have. */
export function valuesOf({ bytes }: Tile, channels: number): Float32Array {
  const pixels = bytes.length / 4;
  // The quotient of `formats`: a byte of a data set is the same number here.
  return Float32Array.from({ length: pixels * channels }, (_, place) => {
    return at(bytes, 4 * Math.floor(place / channels) + (place % channels)) / 255;
  });
}
