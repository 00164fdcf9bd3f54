import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { imageBatch } from '@bcos-bench/models';
import type { ImageRows } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary';

/** Images [N,rows,columns,channels] in [0,1] and their one-hot labels [N,classes]. */
export type LabelledBatch = Readonly<{ images: Tensor4D; onehot: Tensor2D }>;

/** Changes an image's bytes on their way into a batch. `place` is its place in the split that was read. */
export type Prepare = (bytes: Uint8Array, place: number) => Uint8Array;

/** The image as it is. */
export const unchanged: Prepare = (bytes) => bytes;

/** The images at `places` as a batch, the caller's to dispose. */
export function labelledBatch(images: ImageRows, places: Int32Array, classes: number, prepare: Prepare): LabelledBatch {
  const onehot = new Float32Array(places.length * classes);
  places.forEach((place, i) => {
    onehot[i * classes + at(images.labels, place)] = 1;
  });
  const bytes = Array.from(places, (place) => prepare(images.image(place), place));
  return {
    images: imageBatch(bytes, places.length, images.shape),
    onehot: tf.tensor2d(onehot, [places.length, classes]),
  };
}
