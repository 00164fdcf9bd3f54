import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import type { Window } from './window.js';

/**
 * The perturbation of l2 Square within a window (equation 2 of the paper): of one sign in its upper half, of the other in its lower
 * half, and highest in the middle of each. Its length is 1.
 * @returns the numbers of each row
 */
export function pyramid(side: number): number[][] {
  const sums = sumsOfInverseSquares(side + 2);
  const upper = Math.floor(side / 2);
  const heightAt = (row: number, column: number): number => {
    const middle = row < upper ? Math.floor(upper / 2) : upper + Math.floor((side - upper) / 2);
    const ring = Math.max(Math.abs(row - middle), Math.abs(column - upper));
    return (row < upper ? 1 : -1) * (at(sums, upper + 1) - at(sums, ring));
  };
  const numbers = Array.from({ length: side }, (_, i) => i);
  const heights = numbers.map((row) => numbers.map((column) => heightAt(row, column)));
  const length = Math.hypot(...heights.flat());
  return heights.map((row) => row.map((height) => height / length));
}

/**
 * The same in a window of each image of a batch, and 0 elsewhere [N,H,W,1].
 * @param isTurned whether [N,1,1,1] the halves are left and right
 */
export function pyramidIn({ row, column, side, mask }: Window, isTurned: Tensor4D): Tensor4D {
  const upper = tf.floor<Tensor4D>(tf.div(side, 2));
  const inFirst = (line: Tensor4D) => tf.less<Tensor4D>(line, upper);
  const fromMiddle = (line: Tensor4D): Tensor4D => tf.abs(tf.sub(line, upper));
  const fromOwnMiddle = (line: Tensor4D): Tensor4D => {
    const ofSecond = tf.add<Tensor4D>(upper, tf.floor(tf.div(tf.sub(side, upper), 2)));
    return tf.abs(tf.sub(line, tf.where(inFirst(line), tf.floor(tf.div(upper, 2)), ofSecond)));
  };
  const sign = (line: Tensor4D): Tensor4D => tf.sub(tf.mul(tf.cast(inFirst(line), 'float32'), 2), 1);
  const one = tf.onesLike(side);
  const rowRing = tf.where(isTurned, fromMiddle(row), fromOwnMiddle(row));
  const columnRing = tf.where(isTurned, fromOwnMiddle(column), fromMiddle(column));
  const signs = tf.mul<Tensor4D>(tf.where(isTurned, one, sign(row)), tf.where(isTurned, sign(column), one));
  const terms = Math.max(row.shape[1], column.shape[2]);
  // The sum grows with the ring, so that the larger of two rings has the larger sum.
  const ring = tf.maximum<Tensor4D>(sumOfTerms(rowRing, terms), sumOfTerms(columnRing, terms));
  const heights = tf.mul<Tensor4D>(tf.mul(tf.sub(sumOfTerms(tf.add(upper, 1), terms), ring), signs), mask);
  return tf.div(heights, tf.sqrt(tf.sum(tf.square(heights), [1, 2], true)));
}

/** The sum of the first terms of 1, 1/4, 1/9, ... for numbers of terms [N,H,W,1], at most `most`. A gather would read the numbers while it is traced. */
function sumOfTerms(numbers: Tensor4D, most: number): Tensor4D {
  const counted = tf.range(1, most + 1);
  const isCounted = tf.cast(tf.greaterEqual(numbers, counted), 'float32');
  return tf.sum(tf.div(isCounted, tf.square(counted)), 3, true);
}

/** The sums 1, 1 + 1/4, 1 + 1/4 + 1/9, ... by the number of their terms, from 0 on. */
function sumsOfInverseSquares(length: number): number[] {
  let sum = 0;
  return Array.from({ length }, (_, k) => (sum += k === 0 ? 0 : 1 / k ** 2));
}
