import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { relu } from '../../ops/relu.js';
import { withGradient } from '../../ops/withGradient.js';
import { elementwise } from '../values/elementwise.js';
import { first } from '../values/layout.js';
import type { NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import type { Value } from '../values/value.js';
import type { Operators } from './operator.js';
import { erf, exp, sigmoid, softplus, tanh } from '../../ops/wholePackets.js';

/** What is computed of each number, once the attributes are read. */
type Activation = (node: NodeContext) => (x: Tensor) => Tensor;

const activation =
  (prepare: Activation) =>
  (node: NodeContext): Value[] => {
    const compute = prepare(node);
    return [elementwise(node.b, [node.input(0)], ([x]) => compute(first(x)))];
  };

/** x between two bounds; where it is at or beyond one, the gradient is 0, as in PyTorch's `relu6`. */
function clip(x: Tensor, low: number, high: number): Tensor {
  if (low === 0 && high === Infinity) return relu(x);
  return withGradient(
    [x],
    () => ({ value: tf.minimum(tf.maximum(x, low), high), save: [x] as const }),
    (dy: Tensor, [saved]) => [
      tf.mul(dy, tf.cast(tf.logicalAnd(tf.greater(saved, low), tf.less(saved, high)), 'float32')),
    ],
  );
}

const hardSigmoid = (x: Tensor, alpha: number, beta: number): Tensor => clip(tf.add(tf.mul(x, alpha), beta), 0, 1);

/** Φ(x), the distribution function of the normal distribution. */
const phi = (x: Tensor): Tensor => tf.mul(tf.add(erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);

const GELU_SLOPE = Math.sqrt(2 / Math.PI);

function gelu(x: Tensor, approximate: string): Tensor {
  if (approximate !== 'tanh') return tf.mul(x, phi(x));
  const inner = tf.mul(tf.add(x, tf.mul(tf.mul(tf.mul(x, x), x), 0.044715)), GELU_SLOPE);
  return tf.mul(tf.mul(x, 0.5), tf.add(tanh(inner), 1));
}

/** x where it is above 0, else what `below` makes of it, which makes 0 of 0. It sees no number above 0, so that nothing overflows. */
function piecewise(x: Tensor, below: (x: Tensor) => Tensor): Tensor {
  return tf.add(relu(x), below(tf.minimum(x, 0)));
}

function elu(x: Tensor, alpha: number): Tensor {
  return piecewise(x, (low) => tf.mul(tf.sub(exp(low), 1), alpha));
}

/** The bounds of `Clip`: attributes up to opset 10, inputs from 11 on. */
function bounds(node: NodeContext): [number, number] {
  const bound = (place: number, name: string, usual: number): number => {
    const array = node.known(place);
    if (array === null) return node.float(name, usual);
    return array.data.length === 1 ? (array.data[0] ?? usual) : refuse(`has ${array.data.length} bounds in one`);
  };
  return [bound(1, 'min', -Infinity), bound(2, 'max', Infinity)];
}

/** A slope for each channel, or one for all: channels are axis 1 of ONNX, and slopes broadcast from the last axis. */
function preluOf(node: NodeContext): Value[] {
  return [
    elementwise(node.b, [node.input(0), node.input(1)], ([x, slope]) =>
      tf.add(relu(first(x)), tf.mul(first(slope), tf.minimum(first(x), 0))),
    ),
  ];
}

export const activations: Operators = {
  Relu: { describe: 'max(x, 0)', build: activation(() => (x) => relu(x)) },
  LeakyRelu: {
    describe: 'a slope below 0',
    build: activation(({ float }) => {
      const alpha = float('alpha', 0.01);
      return (x) => piecewise(x, (low) => tf.mul(low, alpha));
    }),
  },
  PRelu: { describe: 'a slope below 0, learned', build: preluOf },
  Elu: {
    describe: 'an exponential below 0',
    build: activation(({ float }) => {
      const alpha = float('alpha', 1);
      return (x) => elu(x, alpha);
    }),
  },
  Celu: {
    describe: 'an exponential below 0, its slope continuous',
    build: activation(({ float }) => {
      const alpha = float('alpha', 1);
      return (x) => piecewise(x, (low) => tf.mul(tf.sub(exp(tf.div(low, alpha)), 1), alpha));
    }),
  },
  Selu: {
    describe: 'a scaled ELU',
    build: activation(({ float }) => {
      const [alpha, gamma] = [float('alpha', 1.6732632423543772), float('gamma', 1.0507009873554805)];
      return (x) => tf.mul(elu(x, alpha), gamma);
    }),
  },
  Sigmoid: { describe: 'the logistic function', build: activation(() => sigmoid) },
  HardSigmoid: {
    describe: 'a line between 0 and 1',
    build: activation(({ float }) => {
      const [alpha, beta] = [float('alpha', 0.2), float('beta', 0.5)];
      return (x) => hardSigmoid(x, alpha, beta);
    }),
  },
  HardSwish: {
    describe: 'x times a line between 0 and 1',
    build: activation(() => (x) => tf.mul(x, hardSigmoid(x, 1 / 6, 0.5))),
  },
  Swish: {
    describe: 'x times the logistic function',
    build: activation(({ float }) => {
      const alpha = float('alpha', 1);
      return (x) => tf.mul(x, sigmoid(tf.mul(x, alpha)));
    }),
  },
  Tanh: { describe: 'the hyperbolic tangent', build: activation(() => tanh) },
  Softplus: { describe: 'log(1 + exp(x))', build: activation(() => softplus) },
  Softsign: { describe: 'x / (1 + |x|)', build: activation(() => (x) => tf.div(x, tf.add(tf.abs(x), 1))) },
  Mish: { describe: 'x tanh(softplus(x))', build: activation(() => (x) => tf.mul(x, tanh(softplus(x)))) },
  Gelu: {
    describe: 'x Φ(x), exact or by tanh',
    build: activation(({ text }) => {
      const approximate = text('approximate', 'none');
      return (x) => gelu(x, approximate);
    }),
  },
  Clip: {
    describe: 'x between bounds, which are attributes or inputs; at a bound the gradient is 0',
    build: (node) => {
      const [low, high] = bounds(node);
      return [elementwise(node.b, [node.input(0)], ([x]) => clip(first(x), low, high))];
    },
  },
};
