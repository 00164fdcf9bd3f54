import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { applyAffine, composed, type AffineMap } from '../layers/affineMap.js';

onTensorFlow();

const mapOf = (scale: number | null, shift: number | null): AffineMap => ({
  scale: scale === null ? null : tf.tensor1d([scale, -scale]),
  shift: shift === null ? null : tf.tensor1d([shift]),
});

const maps: readonly (readonly [number | null, number | null])[] = [
  [null, null],
  [2, null],
  [null, 3],
  [2, 3],
];

it.each(maps.flatMap((first) => maps.map((second) => [first, second] as const)))(
  'two maps composed do what one does after the other: %j and %j',
  (first, second) => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 2, 2]);
    const one = applyAffine(applyAffine(x, mapOf(...first)), mapOf(...second));
    expect([...applyAffine(x, composed(mapOf(...first), mapOf(...second))).dataSync()]).toEqual([...one.dataSync()]);
  },
);
