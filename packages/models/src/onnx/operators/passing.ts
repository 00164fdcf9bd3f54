import * as tf from '@tensorflow/tfjs-core';
import type { Dtype, OnnxArray } from '@bcos-bench/onnx-file';
import { dtypeOf } from '@bcos-bench/onnx-file';
import { arrayOf } from '../arrays/arrays.js';
import { elementwise } from '../values/elementwise.js';
import { first } from '../values/layout.js';
import { foldable, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import type { Value } from '../values/value.js';
import type { Operators } from './operator.js';

/** What a node makes besides its first output is of no use to a network that is not trained. */
const identity = ({ input, node }: NodeContext): Value[] => {
  if (node.outputs.slice(1).some((name) => name !== '')) refuse('is asked for a second output');
  return [input(0)];
};

function constant(node: NodeContext): Value[] {
  const list = (dtype: Dtype, numbers: readonly number[], shape?: readonly number[]): Value[] => [
    node.b.constant(arrayOf(dtype, shape ?? [numbers.length], numbers)),
  ];
  const { attributes } = node.node;
  if (attributes.has('value')) return [node.b.constant(node.array('value') ?? refuse('has no value'))];
  if (attributes.has('value_int')) return list('int', [node.int('value_int', 0)], []);
  if (attributes.has('value_float')) return list('float', [node.float('value_float', 0)], []);
  if (attributes.has('value_ints')) return list('int', node.ints('value_ints') ?? []);
  if (attributes.has('value_floats')) return list('float', node.floats('value_floats') ?? []);
  return refuse('has no value that is read');
}

/** Floats become float32 whatever their width; of whole numbers and truth values, constants alone are converted to floats. */
function cast(node: NodeContext, to: Dtype): Value[] {
  const x = node.input(0);
  if (x.dtype === to) return [x];
  const [array] = foldable([x]) ?? [];
  if (array !== undefined) return [node.b.constant(castArray(array, to))];
  if (to !== 'float') return refuse(`makes whole numbers of what depends on the images`);
  return [elementwise(node.b, [x], ([tensor]) => tf.cast(first(tensor), 'float32'), 'float', true)];
}

function castArray({ shape, data }: OnnxArray, to: Dtype): OnnxArray {
  const converted = { float: (x: number) => x, int: Math.trunc, bool: (x: number) => (x === 0 ? 0 : 1) }[to];
  return arrayOf(to, shape, Array.from(data, converted));
}

export const passing: Operators = {
  Identity: { describe: 'the value itself', build: identity },
  Dropout: { describe: 'the value itself: networks are not trained', build: identity },
  Constant: { describe: 'a constant', build: constant },
  Cast: {
    describe: 'another type; floats of all widths are float32',
    build: (node) => {
      const to = node.int('to', 0);
      return cast(node, dtypeOf(to) ?? refuse(`makes numbers of the type ${to}`));
    },
  },
  CastLike: { describe: 'the type of another value', build: (node) => cast(node, node.input(1).dtype) },
};
