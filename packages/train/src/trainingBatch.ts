import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { PICTURE_SIZE, writeUnitRange, type Pictures } from '@bcos-bench/formats';

/** Pictures [N,32,32,3] in [0,1] and their one-hot labels [N,classes]. */
export type LabelledBatch = Readonly<{ pictures: Tensor4D; onehot: Tensor2D }>;

/** Changes a picture's bytes on their way into a batch. `place` is its place in the split that was read. */
export type Prepare = (bytes: Uint8Array, place: number) => Uint8Array;

/** The picture as it is. */
export const unchanged: Prepare = (bytes) => bytes;

/** The pictures at `places` as a batch, the caller's to dispose. */
export function labelledBatch(
  pictures: Pictures,
  places: Int32Array,
  classes: number,
  prepare: Prepare,
): LabelledBatch {
  const values = new Float32Array(places.length * PICTURE_SIZE);
  const onehot = new Float32Array(places.length * classes);
  places.forEach((place, i) => {
    const bytes = prepare(pictures.images.subarray(place * PICTURE_SIZE, (place + 1) * PICTURE_SIZE), place);
    writeUnitRange(bytes, values.subarray(i * PICTURE_SIZE));
    onehot[i * classes + (pictures.labels[place] ?? NaN)] = 1;
  });
  return {
    pictures: tf.tensor4d(values, [places.length, 32, 32, 3]),
    onehot: tf.tensor2d(onehot, [places.length, classes]),
  };
}
