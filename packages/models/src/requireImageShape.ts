import { Fault, sameShape, shapeText, type ImageShape } from '@bcos-bench/vocabulary';
import type { Model } from '@bcos-bench/formats';
import type { Network } from './network.js';

/**
 * Checks that a network can take images of a shape. Networks average over all pixels in the end, so that most take any size.
 * @param where the checkpoint or the flag that names the network, for the error
 * @throws Fault where the images have other channels, or too few rows or columns
 */
export function requireImageShape(network: Network, shape: ImageShape, where: string): void {
  const [rows, columns, channels] = shape;
  const { imageChannels, leastSide, sideUnit, sides, architecture } = network;
  if (channels !== imageChannels) {
    const what = `the network takes images of ${inWords(imageChannels)}, and the data set has images of ${inWords(channels)}`;
    const remedy = `make the data with bcos-data --channels ${imageChannels}, or train a network on these`;
    throw new Fault({ what, where, remedy });
  }
  if (sides !== null && (rows !== sides[0] || columns !== sides[1])) {
    const what = `the network takes images of ${sides.join('x')} alone, and the data set's are ${rows}x${columns}`;
    const size = sides[0] === sides[1] ? `--size ${sides[0]} --resize ${sides[0]}` : 'another --size';
    throw new Fault({
      what,
      where,
      remedy: `make the data with bcos-data ${size}, or export the network with free sides`,
    });
  }
  if (Math.min(rows, columns) < leastSide) {
    const what = `${architecture.name} takes images of ${leastSide}x${leastSide} or more, and the data set's are ${rows}x${columns}`;
    throw new Fault({ what, where, remedy: 'choose another architecture, or make the data with a larger --size' });
  }
  if (rows % sideUnit !== 0 || columns % sideUnit !== 0) {
    const what = `${architecture.name} takes images whose sides are multiples of ${sideUnit}, and the data set's are ${rows}x${columns}`;
    const size = Math.max(1, Math.round(Math.min(rows, columns) / sideUnit)) * sideUnit;
    throw new Fault({ what, where, remedy: `make the data with bcos-data --size ${size} --resize ${size}` });
  }
}

function inWords(channels: number): string {
  return channels === 1 ? '1 channel' : `${channels} channels`;
}

/** A line for readers where a network was trained on images of another size than those that it is given; null elsewhere. */
export function otherSizeNote({ imageShape }: Pick<Model, 'imageShape'>, shape: ImageShape): string | null {
  if (imageShape === undefined || sameShape(imageShape, shape)) return null;
  return `the network was trained on images of ${shapeText(imageShape)}, and these are of ${shapeText(shape)}`;
}
