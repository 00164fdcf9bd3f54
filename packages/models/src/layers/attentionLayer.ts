import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { attention, attentionDetached, type AttentionInputs } from '../ops/attention.js';
import { rowProducts } from '../ops/rowProducts.js';
import type { Layer } from '../layer.js';

/**
 * Attention of several heads between the tokens of [N,tokens,1,width]; its array is `NAME.to_qkv.weight` [3*width, width], as in
 * `bcos.models.vit`. In explanation mode, the weights of the values are constants to the gradient.
 * @throws RangeError unless the width can be cut into the heads
 */
export function attentionLayer(name: string, width: number, heads: number): Layer {
  const weight = `${name}.to_qkv.weight`;
  if (width % heads !== 0) throw new RangeError(`${name}: ${width} numbers do not make ${heads} heads`);
  return {
    parameters: [{ name: weight, shape: [3 * width, width], role: 'matrix', start: 'uniform-fan-in' }],
    apply: (x, pass) => {
      const [images, tokens] = x.shape;
      const rows: Tensor2D = tf.reshape(x, [images * tokens, width]);
      const inputs = headsOf(rowProducts(rows, pass.matrix(weight)), [images, tokens], heads);
      const attended = (pass.mode === 'explain' ? attentionDetached : attention)(inputs);
      const apart: Tensor4D = tf.reshape(attended, [images, heads, tokens, width / heads]);
      return tf.reshape(tf.transpose(apart, [0, 2, 1, 3]), x.shape);
    },
  };
}

/** Rows of queries, keys and values, [images*tokens, 3*width], as a matrix for each head of each image. */
function headsOf(rows: Tensor2D, [images, tokens]: readonly [number, number], heads: number): AttentionInputs {
  const each = rows.shape[1] / 3 / heads;
  const apart = tf.transpose(tf.reshape(rows, [images, tokens, 3, heads, each]), [2, 0, 3, 1, 4]);
  const part = (place: number): Tensor3D =>
    tf.reshape(tf.slice(apart, [place, 0, 0, 0, 0], [1, -1, -1, -1, -1]), [images * heads, tokens, each]);
  return { queries: part(0), keys: part(1), values: part(2) };
}
