import { z } from 'zod';

/** Rows, columns and channels of what a network takes or an attack moves; a B-cos network has twice the image's channels. */
export type TensorShape = readonly [rows: number, columns: number, channels: number];

/** Channels of an image: grey, or red, green and blue. */
export const imageChannelsSchema = z.union([z.literal(1), z.literal(3)]);
export type ImageChannels = z.infer<typeof imageChannelsSchema>;

/** Rows, columns and channels of every image of a data set. */
export type ImageShape = readonly [rows: number, columns: number, channels: ImageChannels];

const side = z.int().min(1);
/** An image's shape as files hold it. */
export const imageShapeSchema = z.tuple([side, side, imageChannelsSchema]);
/** A tensor's shape as files hold it. */
export const tensorShapeSchema = z.tuple([side, side, side]);

/** The shape of CIFAR-10's images, of drawn shapes unless asked otherwise, and of what files that do not say are of. */
export const USUAL_IMAGE_SHAPE: ImageShape = [32, 32, 3];

/** How many numbers an image or tensor of that shape holds: the bytes of an image in a shard. */
export function numbersOf([rows, columns, channels]: TensorShape): number {
  return rows * columns * channels;
}

/** How many pixels it has. */
export function pixelsOf([rows, columns]: TensorShape): number {
  return rows * columns;
}

/** The same rows and columns with another number of channels. */
export function withChannels([rows, columns]: TensorShape, channels: number): TensorShape {
  return [rows, columns, channels];
}

/** A shape in words: 32x32x3 is rows x columns x channels. */
export function shapeText(shape: TensorShape): string {
  return shape.join('x');
}

/** Whether two shapes are the same. */
export function sameShape(a: TensorShape, b: TensorShape): boolean {
  return shapeText(a) === shapeText(b);
}

/** The number of images of a shape that have as many pixels as `usual` images of the usual shape, so that a batch takes as much memory; never more than `usual`. */
export function batchFor(shape: TensorShape, usual: number): number {
  return Math.max(1, Math.floor(usual * Math.min(1, pixelsOf(USUAL_IMAGE_SHAPE) / pixelsOf(shape))));
}
