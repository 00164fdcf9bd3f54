import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import type { OnnxArray } from '@bcos-bench/onnx-file';
import { refuse } from './nodeFault.js';
import { ownOrder, sizeOf, type Value, type ValueTraits } from './value.js';

/** Computes a tensor from others, for a batch of `units`. */
type Compute = (tensors: readonly Tensor[], units: number) => Tensor;

/** The tensor of an array of the file, by its name. */
export type Parameters = (name: string) => Tensor;

interface Step {
  readonly inputs: readonly number[];
  readonly run: (tensors: readonly Tensor[], units: number, parameters: Parameters) => Tensor;
}

/** The most numbers that a value of one image has; the largest of the usual networks have some millions. */
const MOST_NUMBERS = 2 ** 27;

/** Writes down, node after node, what is to be computed; and computes it. */
export interface ProgramBuilder {
  /** What images come in as. */
  readonly source: Value;
  /** A value whose numbers are known. */
  readonly constant: (array: OnnxArray) => Value;
  /** An array of the file. Where training changes it, its numbers are unknown. */
  readonly parameter: (name: string, array: OnnxArray, numbers: 'known' | 'unknown') => Value;
  /** A value that is computed from others. */
  readonly emit: (inputs: readonly Value[], traits: ValueTraits, compute: Compute) => Value;
  /** The same tensor seen as a value of other axes. */
  readonly view: (value: Value, traits: ValueTraits) => Value;
  /** Computes `result` of a batch; tensors in between are the caller's to tidy. */
  readonly run: (result: Value, source: Tensor, units: number, parameters: Parameters) => Tensor;
}

/** @param source what images come in as */
export function programBuilder(source: Value): ProgramBuilder {
  const steps: Step[] = [];
  const places = new WeakMap<Value, number>();

  const add = (step: Step): number => steps.push(step) - 1;
  const placeOf = (value: Value): number => {
    const known = places.get(value);
    if (known !== undefined) return known;
    if (value.known === null) throw new RangeError('a value of another program');
    const place = add({ inputs: [], run: constantTensor(value.known) });
    places.set(value, place);
    return place;
  };
  const made = ({ shape, batch, order, dtype = 'float' }: ValueTraits): Value => {
    requireSize(shape);
    return { shape, batch, order: order ?? ownOrder(shape.length), dtype, known: null };
  };
  places.set(source, add({ inputs: [], run: () => refuse('has no images') }));

  return {
    source,
    constant: (array) => knownValue(array),
    parameter: (name, array, numbers) => {
      const known = knownValue(array);
      const value = numbers === 'known' ? known : { ...known, known: null };
      places.set(value, add({ inputs: [], run: (_tensors, _units, parameters) => parameters(name) }));
      return value;
    },
    emit: (inputs, traits, compute) => {
      const value = made(traits);
      if (traits.mixed !== true) requireOneType(inputs, value);
      places.set(value, add({ inputs: inputs.map(placeOf), run: compute }));
      return value;
    },
    view: (value, traits) => {
      const seen = made({ dtype: value.dtype, ...traits });
      places.set(seen, placeOf(value));
      return seen;
    },
    run: (result, images, units, parameters) => {
      const wanted = neededSteps(steps, placeOf(result));
      const tensors = new Map<number, Tensor>([[placeOf(source), images]]);
      const tensorAt = (place: number): Tensor => tensors.get(place) ?? refuse('is computed too late');
      for (const place of wanted) {
        if (tensors.has(place)) continue;
        const { inputs, run } = at(steps, place);
        tensors.set(place, run(inputs.map(tensorAt), units, parameters));
      }
      return tensorAt(placeOf(result));
    },
  };
}

function knownValue(array: OnnxArray): Value {
  requireSize(array.shape);
  return {
    dtype: array.dtype,
    shape: array.shape,
    batch: null,
    order: ownOrder(array.shape.length),
    known: array,
  };
}

/** All inputs are of one type, and floats are made of floats. */
function requireOneType(inputs: readonly Value[], { dtype }: Value): void {
  const types = [...new Set(inputs.map((input) => input.dtype))];
  if (types.length > 1 || (dtype !== 'bool' && types.some((of) => of !== dtype))) {
    refuse(`computes ${dtype === 'float' ? 'floats' : dtype} of ${types.join(' and ')}`);
  }
}

function requireSize(shape: readonly number[]): void {
  if (!shape.every((n) => Number.isSafeInteger(n) && n >= 0)) refuse(`has the impossible shape [${shape.join(', ')}]`);
  if (sizeOf(shape) > MOST_NUMBERS)
    refuse(`makes [${shape.join(', ')}], more than ${MOST_NUMBERS} numbers for one image`);
}

function constantTensor({ dtype, shape, data }: OnnxArray): () => Tensor {
  const types = { float: 'float32', int: 'int32', bool: 'bool' } as const;
  return () => tf.tensor(dtype === 'float' ? data : Int32Array.from(data), [...shape], types[dtype]);
}

/** The steps that a result needs, in order. */
function neededSteps(steps: readonly Step[], result: number): number[] {
  const needed = new Set([result]);
  for (let place = result; place >= 0; place -= 1) {
    if (needed.has(place)) at(steps, place).inputs.forEach((input) => needed.add(input));
  }
  return [...needed].sort((a, b) => a - b);
}
