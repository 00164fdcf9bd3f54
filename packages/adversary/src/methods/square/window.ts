import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** A square of pixels, another for each of N images. Rows and columns are counted from the window's first. */
export interface Window {
  /** The number of each row [N,H,1,1] and column [N,1,W,1] of the image, from the first of the window on. */
  readonly row: Tensor4D;
  readonly column: Tensor4D;
  /** The side [N,1,1,1]. */
  readonly side: Tensor4D;
  /** 1 within [N,H,W,1], else 0. */
  readonly mask: Tensor4D;
}

/** The windows of a side whose places are drawn: uniform numbers of [0,1], two [N,1,1,1], choose among all windows within images of a size. */
export function drawnWindow(
  side: Tensor4D,
  [forRow, forColumn]: readonly [Tensor4D, Tensor4D],
  rows: number,
  columns: number,
): Window {
  const row = tf.sub<Tensor4D>(tf.reshape(tf.range(0, rows), [1, rows, 1, 1]), place(forRow, side, rows));
  const column = tf.sub<Tensor4D>(
    tf.reshape(tf.range(0, columns), [1, 1, columns, 1]),
    place(forColumn, side, columns),
  );
  return { row, column, side, mask: tf.mul(within(row, side), within(column, side)) };
}

/** The first row or column. A uniform number just below 1 is 1 in float32. */
function place(uniform: Tensor4D, side: Tensor4D, length: number): Tensor4D {
  const last = tf.sub(length, side);
  return tf.minimum(tf.floor(tf.mul(uniform, tf.add(last, 1))), last);
}

function within(numbers: Tensor4D, side: Tensor4D): Tensor4D {
  return tf.cast(tf.logicalAnd(tf.greaterEqual(numbers, 0), tf.less(numbers, side)), 'float32');
}
