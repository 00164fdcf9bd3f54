import { crc32 } from 'node:zlib';
import * as tf from '@tensorflow/tfjs-core';
import type { ParameterSpec } from '../layer.js';
import type { NamedArray } from '@bcos-bench/formats';

/** Numbers uniform in [low, high) that `bench/peers/seeded_numbers.py` makes too, bit for bit: hashes of a name and a place. */
export function seededNumbers(name: string, shape: readonly number[], low = -1, high = 1): Float32Array {
  const first = crc32(name);
  const numbers = new Float32Array(shape.reduce((product, n) => product * n, 1));
  // Networks of this project have up to 128 million weights: `map` takes three times as long, and `Float32Array.from` fifteen times.
  for (let place = 0; place < numbers.length; place += 1) {
    numbers[place] = low + ((high - low) * hashed((first + place) >>> 0)) / 2 ** 32;
  }
  return numbers;
}

/** The 32-bit mixer `lowbias32` of Chris Wellons. */
function hashed(word: number): number {
  let x = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A tensor of seeded numbers in the order that TensorFlow has them. */
export function seededTensor<R extends tf.Rank>(name: string, shape: tf.ShapeMap[R], low = -1, high = 1): tf.Tensor<R> {
  return tf.tensor<R>(seededNumbers(name, shape, low, high), shape);
}

/** Images [N,32,32,channels] in [0,1]: numbers that PyTorch has as [N,channels,32,32]. */
export function seededImages(name: string, count: number, channels: number): tf.Tensor4D {
  return tf.transpose(seededTensor<tf.Rank.R4>(name, [count, channels, 32, 32], 0, 1), [0, 2, 3, 1]);
}

/** The arrays that `fill` of `seeded_numbers.py` gives a network. */
export function seededArrays(parameters: readonly ParameterSpec[]): Map<string, NamedArray> {
  return new Map(
    parameters.map((spec) => {
      const { name, shape } = spec;
      return [name, { shape, data: seededNumbers(name, shape, ...rangeOf(spec)) }];
    }),
  );
}

function rangeOf({ name, shape }: ParameterSpec): [number, number] {
  if (shape.length > 1) {
    const fanOut = shape.filter((_, axis) => axis !== 1).reduce((product, n) => product * n, 1);
    const width = Math.sqrt(6 / fanOut);
    return [-width, width];
  }
  return /(?:running_mean|bias)$/.test(name) ? [-0.3, 0.3] : [0.5, 1.5];
}
