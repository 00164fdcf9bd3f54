import * as tf from '@tensorflow/tfjs-core';
import { elementwise } from '../values/elementwise.js';
import { first } from '../values/layout.js';
import type { NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import type { Value } from '../values/value.js';
import { einsum } from './einsum.js';
import type { Operators } from './operator.js';
import { exchanged, product } from './product.js';

/** alpha A B + beta C. */
function gemm(node: NodeContext): Value[] {
  const { b } = node;
  const matrix = (place: number, turned: string): Value => {
    const value = node.input(place);
    if (value.shape.length !== 2) refuse(`multiplies [${value.shape.join(', ')}], not a matrix`);
    return node.int(turned, 0) === 0 ? value : exchanged(b, value);
  };
  const made = product(b, matrix(0, 'transA'), matrix(1, 'transB'));
  const added = node.optional(2);
  const [alpha, beta] = [node.float('alpha', 1), node.float('beta', 1)];
  const scaled = alpha === 1 ? made : elementwise(b, [made], ([x]) => tf.mul(first(x), alpha));
  if (added === null || beta === 0) return [scaled];
  return [
    elementwise(b, [scaled, added], ([x, y]) => tf.add(first(x), beta === 1 ? first(y) : tf.mul(first(y), beta))),
  ];
}

export const matrices: Operators = {
  Gemm: { describe: 'a product of matrices and a sum', build: gemm },
  MatMul: {
    describe: 'a product of matrices or of stacks of them',
    build: ({ b, input }) => [product(b, input(0), input(1))],
  },
  Einsum: { describe: 'sums of products of one or two values', build: einsum },
};
