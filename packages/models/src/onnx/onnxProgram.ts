import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { at, reasonOf, type Fault } from '@bcos-bench/vocabulary';
import { onnxFault, type OnnxArray, type OnnxGraph, type OnnxNode } from '@bcos-bench/onnx-file';
import { operators } from './operators/registry.js';
import { neededNodes } from './neededNodes.js';
import type { OnnxPorts } from './onnxPorts.js';
import { plain, transposed } from './values/layout.js';
import { nodeContext } from './values/nodeContext.js';
import { NodeFault, refuse } from './values/nodeFault.js';
import { programBuilder, type Parameters, type ProgramBuilder } from './values/programBuilder.js';
import { sizeOf, type Value } from './values/value.js';

/** A graph made ready for images of one size. */
export interface OnnxProgram {
  readonly classes: number;
  /** The arrays of the file that it computes with. */
  readonly parameters: ReadonlySet<string>;
  /** Logits [N, classes] of images [N, rows, columns, channels]. */
  logits(x: Tensor4D, parameters: Parameters): Tensor2D;
}

const remedy = 'docs/onnx.md says what is read';

/**
 * Builds the nodes that the logits need, one after the other.
 * @param ports the input and the logits
 * @param sides rows and columns of images
 * @param where the file, for errors
 * @param trained the arrays that are parameters, whose numbers no node knows; null where all are, and stay as the graph has them
 * @throws Fault of one line that names the node which cannot be
 */
export function onnxProgram(
  graph: OnnxGraph,
  ports: OnnxPorts,
  sides: readonly [number, number],
  where: string,
  trained: ReadonlySet<string> | null = null,
): OnnxProgram {
  const [rows, columns] = sides;
  const { unit, channels, channelsLast } = ports;
  const shape = channelsLast ? [unit, rows, columns, channels] : [unit, channels, rows, columns];
  const order = channelsLast ? [0, 1, 2, 3] : [0, 2, 3, 1];
  const b = programBuilder({ shape, order, batch: 0, dtype: 'float', known: null });
  const parameters = new Set<string>();
  const values = new Map<string, Value>([[ports.input, b.source]]);
  const valueOf = (name: string): Value => {
    const made = values.get(name);
    if (made !== undefined) return made;
    const array = graph.initialisers.get(name) ?? refuse(`reads '${name}', which nothing makes`);
    const value = initialiser(b, name, array, trained);
    if (trained === null ? isParameter(array) : trained.has(name)) parameters.add(name);
    values.set(name, value);
    return value;
  };
  for (const node of neededNodes(graph, ports.logits)) {
    const made = built(b, node, valueOf, where);
    node.outputs.forEach((name, i) => {
      const value = made[i];
      if (name !== '' && value !== undefined) values.set(name, value);
    });
  }
  const result = logitsOf(b, values.get(ports.logits), ports, where);
  const classes = at(result.shape, 1);
  return {
    classes,
    parameters,
    logits: (x, weights) => {
      const images = x.shape[0];
      const units = Math.ceil(images / unit);
      const whole = filled(x, units * unit);
      const logits = b.run(result, whole, units, weights);
      const matrix = tf.reshape<tf.Rank.R2>(logits, [units * unit, classes]);
      return units * unit === images ? matrix : tf.slice(matrix, [0, 0], [images, classes]);
    },
  };
}

/** Images with black ones behind them: a graph of a fixed batch takes no fewer. */
function filled(x: Tensor4D, count: number): Tensor4D {
  const missing = count - x.shape[0];
  if (missing === 0) return x;
  return tf.pad(x, [
    [0, missing],
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
}

/** Arrays of floats are weights; single numbers are constants, such as bounds and exponents. */
export function isParameter({ dtype, shape }: OnnxArray): boolean {
  return dtype === 'float' && sizeOf(shape) > 1;
}

function initialiser(b: ProgramBuilder, name: string, array: OnnxArray, trained: ReadonlySet<string> | null): Value {
  if (trained !== null) return trained.has(name) ? b.parameter(name, array, 'unknown') : b.constant(array);
  return isParameter(array) ? b.parameter(name, array, 'known') : b.constant(array);
}

function built(b: ProgramBuilder, node: OnnxNode, valueOf: (name: string) => Value, where: string): readonly Value[] {
  const operator = operators.get(node.op);
  const bad = (what: string, cause: unknown): Fault => {
    const of = `node '${node.label}' (${node.op}, opset ${node.opset}) ${what}`;
    return onnxFault(of, where, remedy, cause);
  };
  if (operator === undefined) throw bad('is not read', null);
  try {
    return operator.build(nodeContext(b, node, valueOf));
  } catch (error) {
    if (error instanceof NodeFault) throw bad(error.message, error);
    // What a mutated file asks for that no check foresees: a list that is too short, a number that is none.
    if (error instanceof RangeError) throw bad(`cannot be built (${reasonOf(error)})`, error);
    throw error;
  }
}

/** The logits as [unit, classes], a row for each image. */
function logitsOf(b: ProgramBuilder, made: Value | undefined, { logits, unit }: OnnxPorts, where: string): Value {
  const bad = (what: string): Fault =>
    onnxFault(`its output '${logits}' ${what}`, where, 'name the logits with --logits');
  if (made === undefined) throw bad('is made by no node');
  const shape = made.shape.filter((n, axis) => axis === made.batch || n !== 1);
  const sides = made.shape.filter((n, axis) => axis !== made.batch && n !== 1);
  if (made.batch === null || made.shape[made.batch] !== unit || made.dtype !== 'float')
    throw bad('is not one row of numbers for each image');
  if (shape.length !== 2 || sides.length !== 1)
    throw bad(`has the shape [${made.shape.join(', ')}], not [images, classes]`);
  const classAxis = made.shape.findIndex((n, axis) => axis !== made.batch && n !== 1);
  const others = made.shape.map((_, axis) => axis).filter((axis) => axis !== made.batch && axis !== classAxis);
  return plain(b, squeezed(b, transposed(b, made, [made.batch, classAxis, ...others])));
}

function squeezed(b: ProgramBuilder, value: Value): Value {
  const flat = plain(b, value);
  return b.emit([flat], { shape: flat.shape.slice(0, 2), batch: 0 }, ([x], units) =>
    tf.reshape(x ?? refuse('has no logits'), [units * (flat.shape[0] ?? 1), flat.shape[1] ?? 1]),
  );
}
