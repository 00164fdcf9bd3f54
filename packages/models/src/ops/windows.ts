import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvGeometry } from './convGeometry.js';
import { outputSize } from './convolution.js';
import { padded } from './padded.js';

/**
 * What a convolution of `x` [N,H,W,C] sees at every place: [N,H',W',k*k*C], the window's rows, columns and channels. Differentiable.
 */
export function windowsOf(x: Tensor4D, geometry: ConvGeometry): Tensor4D {
  const { kernel, stride, padding } = geometry;
  const whole = padded(x, padding);
  const [images, height, width, channels] = x.shape;
  const reach = (size: number): number => (outputSize(size, geometry) - 1) * stride + 1;
  const places = Array.from({ length: kernel * kernel }, (_, place): [number, number] => [
    Math.floor(place / kernel),
    place % kernel,
  ]);
  const seen = places.map(([down, across]) => {
    const part = tf.slice(whole, [0, down, across, 0], [images, reach(height), reach(width), channels]);
    // The average of single pixels takes every `stride`-th of them, and has a gradient.
    return stride === 1 ? part : tf.avgPool(part, 1, stride, 'valid');
  });
  return tf.concat(seen, 3);
}
