import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { first, plain } from '../values/layout.js';
import { axesOf, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import { ownOrder, type Value } from '../values/value.js';
import type { Operators } from './operator.js';
import { resizeMatrix, type ResizeRule, type SideChange } from './resizeMatrix.js';

/** The largest side that is resized to. */
const LONGEST = 4096;

/** The new side and the scale of each axis. */
interface Asked {
  readonly sides: readonly number[];
  readonly scales: readonly number[];
}

/** Opset 10 and 9's `Upsample` have the scales second; later opsets the region second, the scales third and the sizes last. */
function asked(node: NodeContext, x: Value): Asked {
  const rank = x.shape.length;
  const isOld = node.node.inputs.length <= 2;
  const axes = axesOf(node.ints('axes') ?? ownOrder(rank), rank);
  const scales = node.known(isOld ? 1 : 2)?.data ?? node.floats('scales') ?? [];
  const sizes = node.known(3)?.data ?? [];
  const spread = (values: ArrayLike<number>, usual: (axis: number) => number): number[] => {
    if (values.length !== axes.length) refuse(`has ${values.length} numbers for ${axes.length} axes`);
    return ownOrder(rank).map((axis) => (axes.includes(axis) ? at(values, axes.indexOf(axis)) : usual(axis)));
  };
  if (scales.length > 0) {
    const of = spread(scales, () => 1);
    return { scales: of, sides: of.map((scale, axis) => Math.floor(at(x.shape, axis) * scale)) };
  }
  if (sizes.length === 0) return refuse('has neither scales nor sizes');
  if (node.text('keep_aspect_ratio_policy', 'stretch') !== 'stretch') refuse('keeps the aspect ratio');
  const sides = spread(sizes, (axis) => at(x.shape, axis));
  return { sides, scales: sides.map((side, axis) => side / at(x.shape, axis)) };
}

function ruleOf(node: NodeContext): ResizeRule {
  const { text, float, int } = node;
  return {
    mode: text('mode', 'nearest'),
    coordinates: text('coordinate_transformation_mode', node.node.op === 'Upsample' ? 'asymmetric' : 'half_pixel'),
    nearest: text('nearest_mode', node.node.op === 'Upsample' ? 'floor' : 'round_prefer_floor'),
    cubic: float('cubic_coeff_a', -0.75),
    excludeOutside: int('exclude_outside', 0) !== 0,
  };
}

/** Each side by itself: a product with a matrix that says how much of each old pixel a new one has. */
function resize(node: NodeContext): Value[] {
  const x = plain(node.b, node.input(0));
  const { sides, scales } = asked(node, x);
  if (sides.some((side) => !(side >= 1 && side <= LONGEST))) refuse(`makes sides of ${sides.join(', ')}`);
  const rule = ruleOf(node);
  if (node.int('antialias', 0) !== 0 && scales.some((scale) => scale < 1)) refuse('is antialiased');
  const changes = x.shape.flatMap((from, axis): (SideChange & { readonly axis: number })[] => {
    const [to, scale] = [at(sides, axis), at(scales, axis)];
    return from === to && scale === 1 ? [] : [{ axis, from, to, scale }];
  });
  if (changes.some(({ axis }) => axis === x.batch)) refuse('resizes along the axis of the images');
  const steps = changes.map((change) => ({ ...change, matrix: resizeMatrix(change, rule) }));
  return [
    node.b.emit([x], { shape: sides, batch: x.batch }, ([tensor]) =>
      steps.reduce<Tensor>(
        (image, { axis, from, to, matrix }) => alongAxis(image, axis, tf.tensor2d(matrix, [from, to])),
        first(tensor),
      ),
    ),
  ];
}

/** The product of a matrix [from, to] with a tensor along one axis. */
function alongAxis(x: Tensor, axis: number, matrix: Tensor2D): Tensor {
  const last = x.shape.length - 1;
  const swapped = x.shape.map((_, i) => (i === axis ? last : i === last ? axis : i));
  const turned = tf.transpose(x, swapped);
  const rows = tf.reshape<tf.Rank.R2>(turned, [-1, matrix.shape[0]]);
  const made = tf.reshape(tf.matMul(rows, matrix), [...turned.shape.slice(0, -1), matrix.shape[1]]);
  return tf.transpose(made, swapped);
}

export const resizing: Operators = {
  Resize: {
    describe: 'other sides: nearest, linear and cubic, all coordinate modes but tf_crop_and_resize; not antialiased',
    build: resize,
  },
  Upsample: { describe: 'larger sides, as the first opsets have it', build: resize },
};
