import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { IMAGE_SIZE, writeUnitRange, type Images } from '@bcos-bench/formats';

/** Images [N,32,32,3] in [0,1] and their one-hot labels [N,classes]. */
export type LabelledBatch = Readonly<{ images: Tensor4D; onehot: Tensor2D }>;

/** Changes an image's bytes on their way into a batch. `place` is its place in the split that was read. */
export type Prepare = (bytes: Uint8Array, place: number) => Uint8Array;

/** The image as it is. */
export const unchanged: Prepare = (bytes) => bytes;

/** The images at `places` as a batch, the caller's to dispose. */
export function labelledBatch(images: Images, places: Int32Array, classes: number, prepare: Prepare): LabelledBatch {
  const values = new Float32Array(places.length * IMAGE_SIZE);
  const onehot = new Float32Array(places.length * classes);
  places.forEach((place, i) => {
    const bytes = prepare(images.images.subarray(place * IMAGE_SIZE, (place + 1) * IMAGE_SIZE), place);
    writeUnitRange(bytes, values.subarray(i * IMAGE_SIZE));
    onehot[i * classes + (images.labels[place] ?? NaN)] = 1;
  });
  return {
    images: tf.tensor4d(values, [places.length, 32, 32, 3]),
    onehot: tf.tensor2d(onehot, [places.length, classes]),
  };
}
