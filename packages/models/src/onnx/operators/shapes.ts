import { at } from '@bcos-bench/vocabulary';
import type { OnnxArray } from '@bcos-bench/onnx-file';
import { arrayOf, gathered, ints, strides } from '../arrays/arrays.js';
import { plain, reshaped, transposed } from '../values/layout.js';
import { axesOf, foldable, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import { ownOrder, same, sizeOf, type Value } from '../values/value.js';
import type { Operators } from './operator.js';

/** A value in another shape; a constant stays one. */
function shapedAs({ b }: NodeContext, x: Value, shape: readonly number[]): Value {
  if (sizeOf(shape) !== sizeOf(x.shape)) refuse(`makes [${shape.join(', ')}] of [${x.shape.join(', ')}]`);
  const [array] = foldable([x]) ?? [];
  return array === undefined ? reshaped(b, x, shape) : b.constant({ ...array, shape });
}

/** The shape that `Reshape` asks for: 0 keeps a side, -1 is what is left. */
function askedShape(node: NodeContext, x: Value): number[] {
  const asked = node.known(1)?.data ?? node.ints('shape') ?? refuse('lacks its shape');
  const keepsZero = node.int('allowzero', 0) !== 0;
  const sides = [...asked].map((side, axis) =>
    side === 0 && !keepsZero ? (x.shape[axis] ?? refuse('keeps a side that is not there')) : side,
  );
  if (sides.filter((side) => side === -1).length > 1 || sides.some((side) => side < -1)) {
    refuse(`asks for the shape [${[...asked].join(', ')}]`);
  }
  const rest = sizeOf(sides.filter((side) => side !== -1));
  return sides.map((side) => (side === -1 ? sizeOf(x.shape) / Math.max(1, rest) : side));
}

function flatten(node: NodeContext): Value[] {
  const x = node.input(0);
  const axis = node.int('axis', 1);
  const from = axis < 0 ? axis + x.shape.length : axis;
  if (!(from >= 0 && from <= x.shape.length)) refuse(`flattens from axis ${axis}`);
  return [shapedAs(node, x, [sizeOf(x.shape.slice(0, from)), sizeOf(x.shape.slice(from))])];
}

function squeeze(node: NodeContext): Value[] {
  const x = node.input(0);
  const asked = node.ints('axes') ?? node.known(1)?.data;
  const axes =
    asked === undefined
      ? ownOrder(x.shape.length).filter((axis) => x.shape[axis] === 1 && axis !== x.batch)
      : axesOf(asked, x.shape.length);
  if (axes.some((axis) => x.shape[axis] !== 1)) refuse(`takes away axes ${axes.join(', ')} of [${x.shape.join(', ')}]`);
  return [
    shapedAs(
      node,
      x,
      x.shape.filter((_, axis) => !axes.includes(axis)),
    ),
  ];
}

function unsqueeze(node: NodeContext): Value[] {
  const x = node.input(0);
  const asked = node.ints('axes') ?? node.known(1)?.data ?? refuse('lacks its axes');
  const rank = x.shape.length + asked.length;
  const axes = axesOf(asked, rank);
  const sides = [...x.shape];
  const shape = ownOrder(rank).map((axis) => (axes.includes(axis) ? 1 : (sides.shift() ?? 1)));
  return [shapedAs(node, x, shape)];
}

function transpose(node: NodeContext): Value[] {
  const x = node.input(0);
  const axes = ownOrder(x.shape.length);
  const permutation = node.ints('perm') ?? [...axes].reverse();
  if (
    !same(
      [...permutation].sort((p, q) => p - q),
      axes,
    )
  )
    refuse(`has the order [${permutation.join(', ')}]`);
  const [array] = foldable([x]) ?? [];
  if (array === undefined) return [transposed(node.b, x, permutation)];
  return [node.b.constant(transposedArray(array, permutation))];
}

function transposedArray(array: OnnxArray, permutation: readonly number[]): OnnxArray {
  const step = strides(array.shape);
  const shape = permutation.map((axis) => at(array.shape, axis));
  return gathered(
    array,
    shape,
    permutation.map((axis) => at(step, axis)),
  );
}

function shapeOf(node: NodeContext): Value[] {
  const { shape } = node.input(0);
  const bound = (name: string, usual: number): number => {
    const asked = node.int(name, usual);
    return Math.min(shape.length, Math.max(0, asked < 0 ? asked + shape.length : asked));
  };
  return [node.b.constant(ints(shape.slice(bound('start', 0), bound('end', shape.length))))];
}

/** Blocks of channels as blocks of pixels, and back: both are a change of shape, of the order of axes and of shape. */
function depthToSpace(node: NodeContext): Value[] {
  const x = node.input(0);
  const [n = 1, channels = 1, rows = 1, columns = 1] = x.shape;
  const side = node.int('blocksize', 1);
  const depth = channels / (side * side);
  const isCrd = node.text('mode', 'DCR') === 'CRD';
  const apart = shapedAs(node, plain(node.b, x), [
    n,
    ...(isCrd ? [depth, side, side] : [side, side, depth]),
    rows,
    columns,
  ]);
  const mixed = transposed(node.b, apart, isCrd ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2]);
  return [shapedAs(node, mixed, [n, depth, rows * side, columns * side])];
}

function spaceToDepth(node: NodeContext): Value[] {
  const x = node.input(0);
  const [n = 1, channels = 1, rows = 1, columns = 1] = x.shape;
  const side = node.int('blocksize', 1);
  const apart = shapedAs(node, plain(node.b, x), [n, channels, rows / side, side, columns / side, side]);
  const mixed = transposed(node.b, apart, [0, 3, 5, 1, 2, 4]);
  return [shapedAs(node, mixed, [n, channels * side * side, rows / side, columns / side])];
}

export const shapeOperators: Operators = {
  Reshape: {
    describe: 'another shape of the same numbers; 0 and -1 as the opset has them',
    build: (node) => [shapedAs(node, node.input(0), askedShape(node, node.input(0)))],
  },
  Flatten: { describe: 'two axes of all', build: flatten },
  Squeeze: { describe: 'axes of one number taken away; axes by attribute or input', build: squeeze },
  Unsqueeze: { describe: 'axes of one number put in; axes by attribute or input', build: unsqueeze },
  Transpose: { describe: 'axes in another order', build: transpose },
  Shape: { describe: 'the shape, a constant', build: shapeOf },
  Size: {
    describe: 'how many numbers, a constant',
    build: ({ b, input }) => [b.constant(arrayOf('int', [], [sizeOf(input(0).shape)]))],
  },
  DepthToSpace: { describe: 'channels to blocks of pixels', build: depthToSpace },
  SpaceToDepth: { describe: 'blocks of pixels to channels', build: spaceToDepth },
};
