import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { inTurn, sumOver } from '../../ops/inTurn.js';
import { softmaxOver } from '../../ops/softmaxOver.js';
import { along } from '../values/apart.js';
import { first } from '../values/layout.js';
import { namedAxis, type NodeContext } from '../values/nodeContext.js';
import { ownOrder, type Value } from '../values/value.js';
import type { Operators } from './operator.js';
import { exp, log } from '../../ops/wholePackets.js';

function logSoftmaxOver(x: Tensor, places: readonly number[]): Tensor {
  const shifted = tf.sub<Tensor>(x, tf.max(x, [...places], true));
  const sum = inTurn(exp(shifted), places, sumOver);
  return tf.sub(shifted, log(sum));
}

/** Up to opset 12, all axes from the one that is named on; later that axis alone. */
function axesOfSoftmax(node: NodeContext, x: Value): number[] {
  const rank = x.shape.length;
  const axis = namedAxis(node, node.opset < 13 ? 1 : -1, rank);
  return node.opset < 13 ? ownOrder(rank).slice(axis) : [axis];
}

const over =
  (compute: (x: Tensor, places: readonly number[]) => Tensor) =>
  (node: NodeContext): Value[] => {
    const x = node.input(0);
    const made = along(node.b, x, axesOfSoftmax(node, x), (value, axes) => {
      const places = axes.map((axis) => value.order.indexOf(axis));
      return node.b.emit([value], value, ([tensor]) => compute(first(tensor), places));
    });
    return [made];
  };

export const softmaxes: Operators = {
  Softmax: { describe: 'the softmax over an axis; up to opset 12 over all that follow it', build: over(softmaxOver) },
  LogSoftmax: { describe: 'its logarithm', build: over(logSoftmaxOver) },
};
