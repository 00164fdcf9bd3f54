import { at } from '@bcos-bench/vocabulary';
import { arrayOf, strides } from '../arrays/arrays.js';
import { foldable, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import { sizeOf, type Value } from '../values/value.js';
import type { Operators } from './operator.js';

/** Numbers written over others at given places: of constants, as the masks of Swin transformers are made. */
function scatterNd(node: NodeContext): Value[] {
  const arrays = foldable([node.input(0), node.input(1), node.input(2)]);
  const [data, indices, updates] = arrays ?? [];
  if (data === undefined || indices === undefined || updates === undefined)
    return refuse('writes into what is not a small constant');
  if (node.text('reduction', 'none') !== 'none') refuse('joins numbers of the same place');
  const depth = indices.shape.at(-1) ?? 0;
  if (depth > data.shape.length) refuse(`writes at ${depth} of ${data.shape.length} axes`);
  const block = sizeOf(data.shape.slice(depth));
  const count = sizeOf(indices.shape.slice(0, -1));
  if (updates.data.length !== count * block) refuse('has other than as many numbers as places');
  const step = strides(data.shape);
  const numbers = Array.from(data.data);
  for (let i = 0; i < count; i += 1) {
    let place = 0;
    for (let axis = 0; axis < depth; axis += 1) {
      const [index, side] = [at(indices.data, i * depth + axis), at(data.shape, axis)];
      const counted = index < 0 ? index + side : index;
      if (!(counted >= 0 && counted < side)) refuse(`writes at place ${index} of ${side}`);
      place += counted * at(step, axis);
    }
    for (let k = 0; k < block; k += 1) numbers[place + k] = at(updates.data, i * block + k);
  }
  return [node.b.constant(arrayOf(data.dtype, data.shape, numbers))];
}

export const scattering: Operators = {
  ScatterND: { describe: 'numbers written over others, of constants', build: scatterNd },
};
