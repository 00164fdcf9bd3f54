import { only } from '@bcos-bench/vocabulary';
import type { OnnxArray, OnnxNode } from '@bcos-bench/onnx-file';
import { axisOf, MOST_FOLDED } from '../arrays/arrays.js';
import { refuse } from './nodeFault.js';
import type { ProgramBuilder } from './programBuilder.js';
import { sizeOf, type Value } from './value.js';

/** A node that is being built: what it reads, and what is written into it. */
export interface NodeContext {
  readonly b: ProgramBuilder;
  readonly node: OnnxNode;
  readonly opset: number;
  /** The values that it reads; null where one is left out. */
  readonly inputs: readonly (Value | null)[];
  /** An input that must be there. */
  readonly input: (place: number) => Value;
  /** An input that may be left out. */
  readonly optional: (place: number) => Value | null;
  /** The numbers of an input that must not depend on images; null where it is left out. */
  readonly known: (place: number) => OnnxArray | null;
  readonly int: (name: string, usual: number) => number;
  readonly float: (name: string, usual: number) => number;
  readonly text: (name: string, usual: string) => string;
  /** Null where the attribute is not there. */
  readonly ints: (name: string) => readonly number[] | null;
  readonly floats: (name: string) => readonly number[] | null;
  readonly array: (name: string) => OnnxArray | null;
}

/** @param valueOf the value of a name, which a node before has made */
export function nodeContext(b: ProgramBuilder, node: OnnxNode, valueOf: (name: string) => Value): NodeContext {
  const inputs = node.inputs.map((name) => (name === '' ? null : valueOf(name)));
  const attribute = (name: string) => node.attributes.get(name);
  const wrong = (name: string): never => refuse(`has an attribute '${name}' of another kind`);
  const optional = (place: number): Value | null => inputs[place] ?? null;
  const number = (name: string, usual: number): number => {
    const found = attribute(name);
    if (found === undefined) return usual;
    return found.kind === 'int' || found.kind === 'float' ? found.value : wrong(name);
  };
  const numbers = (name: string): readonly number[] | null => {
    const found = attribute(name);
    if (found === undefined) return null;
    return found.kind === 'ints' || found.kind === 'floats' ? found.value : wrong(name);
  };
  return {
    b,
    node,
    opset: node.opset,
    inputs,
    input: (place) => optional(place) ?? refuse(`lacks its input ${place + 1}`),
    optional,
    known: (place) => {
      const value = optional(place);
      return value === null ? null : (value.known ?? refuse(`has an input ${place + 1} that depends on the images`));
    },
    int: number,
    float: number,
    text: (name, usual) => {
      const found = attribute(name);
      if (found === undefined) return usual;
      return found.kind === 'string' ? found.value : wrong(name);
    },
    ints: numbers,
    floats: numbers,
    array: (name) => {
      const found = attribute(name);
      if (found === undefined) return null;
      return found.kind === 'array' ? found.value : wrong(name);
    },
  };
}

/** The axes that numbers of ONNX mean. @throws NodeFault where one of them is none of a value of that rank */
export function axesOf(axes: Iterable<number>, rank: number): number[] {
  return [...axes].map((axis) => axisOf(axis, rank) ?? refuse(`names the axis ${axis} of ${rank}`));
}

/** The axis that the attribute `axis` names. @throws NodeFault as `axesOf` */
export function namedAxis(node: NodeContext, usual: number, rank: number): number {
  return only(axesOf([node.int('axis', usual)], rank));
}

/** Larger ones are arrays of the network, and become tensors. */
const MOST_FOLDED_FLOATS = 2 ** 14;

/** The known arrays of values, where all are known and small enough to be computed with here; null elsewhere. */
export function foldable(values: readonly Value[]): OnnxArray[] | null {
  const arrays = values.flatMap(({ known }) => (known === null ? [] : [known]));
  const isSmall = ({ shape, dtype }: OnnxArray): boolean =>
    sizeOf(shape) <= (dtype === 'float' ? MOST_FOLDED_FLOATS : MOST_FOLDED);
  return arrays.length === values.length && arrays.every(isSmall) ? arrays : null;
}

/** Refuses a result that is too large to be computed here, before memory is taken for it. */
export function requireFolded(shape: readonly number[]): void {
  if (sizeOf(shape) > MOST_FOLDED)
    refuse(`makes a constant of [${shape.join(', ')}], more than ${MOST_FOLDED} numbers`);
}
