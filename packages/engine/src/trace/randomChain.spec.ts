import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at, last } from '@bcos-bench/vocabulary';
import { openTensorFlow } from '../tensorflow.js';
import { bitsOf } from '../testing/bits.fixture.js';

const SHAPE = [2, 3, 4];

/** Ops from SHAPE to SHAPE: of what came before, of any tensor of the chain, and of a number. */
const links: readonly ((last: Tensor, other: Tensor, number: number) => Tensor)[] = [
  (last, other) => tf.add(last, other),
  (last, other) => tf.sub(last, other),
  (last, other) => tf.mul(last, other),
  (last, other) => tf.div(last, other),
  (last, other) => tf.maximum(last, other),
  (last, other) => tf.minimum(last, other),
  (last, _other, number) => tf.add(last, number),
  (last, _other, number) => tf.mul(last, number),
  (last, _other, number) => tf.div(last, number),
  (last, _other, number) => tf.pow(tf.abs(last), number),
  (last) => tf.square(last),
  (last) => tf.sqrt(tf.abs(last)),
  (last) => tf.rsqrt(tf.abs(last)),
  (last) => tf.exp(tf.neg(tf.abs(last))),
  (last) => tf.sigmoid(last),
  (last) => tf.relu(last),
  (last) => tf.sub(last, tf.mean(last, [0, 1])),
  (last) => tf.div(last, tf.sum(last, 2, true)),
  (last) => tf.reshape(tf.transpose(last, [2, 0, 1]), SHAPE),
  (last) => tf.concat(tf.split(last, 2, 2).reverse(), 2),
];

const chain = fc.array(
  fc.record({
    link: fc.nat(links.length - 1),
    other: fc.nat(),
    number: fc.constantFrom(0.1, 0.5, 0.7, 2, 3, -1.5, 7),
  }),
  { minLength: 1, maxLength: 8 },
);

it('computes any chain of ops, and its gradient, with the bits of the ops run one by one', async () => {
  const { trace } = await openTensorFlow();
  fc.assert(
    fc.property(chain, fc.nat(2 ** 31 - 1), (steps, seed) => {
      tf.tidy(() => {
        const compute = (x: Tensor, y: Tensor): Tensor => {
          const made = [x, y];
          for (const { link, other, number } of steps) {
            made.push(at(links, link)(last(made), at(made, other % made.length), number));
          }
          // tfjs gives no gradient with respect to an input that the result does not depend on.
          return tf.add(last(made), tf.mul(x, y));
        };
        const valueAndGradients = (x: Tensor, y: Tensor): Tensor[] => [compute(x, y), ...tf.grads(compute)([x, y])];
        const inputs: [Tensor, Tensor] = [
          tf.randomNormal(SHAPE, 0, 1, 'float32', seed),
          tf.randomNormal(SHAPE, 0, 1, 'float32', seed + 1),
        ];
        const traced = trace((x, y) => valueAndGradients(x, y), inputs);
        const outputs = traced.run(inputs);
        traced.dispose();
        expect(outputs.map(bitsOf)).toEqual(valueAndGradients(...inputs).map(bitsOf));
      });
    }),
    { numRuns: 100 },
  );
});
