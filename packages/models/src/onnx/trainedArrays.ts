import { lookUp } from '@bcos-bench/vocabulary';
import type { OnnxArray, OnnxGraph, OnnxNode } from '@bcos-bench/onnx-file';
import { neededNodes } from './neededNodes.js';
import { normalisingNodes } from './normalisingNodes.js';
import { isParameter } from './onnxProgram.js';
import type { OnnxPorts } from './onnxPorts.js';

/** The inputs of a node that may hold weights: all of them, or these. */
type Places = 'all' | readonly number[];

/** Beside values of images. What is not listed reads constants: bounds, statistics, masks. */
const weightsBesideImages = new Map<string, Places>([
  ['Conv', [1, 2]],
  ['ConvTranspose', [1, 2]],
  ['Gemm', 'all'],
  ['MatMul', 'all'],
  ['Einsum', 'all'],
  ['PRelu', [1]],
  ['BatchNormalization', [1, 2]],
  ['LayerNormalization', [1, 2]],
  ['InstanceNormalization', [1, 2]],
  ['GroupNormalization', [1, 2]],
  ['RMSNormalization', [1, 2]],
  ['Add', 'all'],
  ['Sub', 'all'],
  ['Mul', 'all'],
  ['Div', 'all'],
  ['Sum', 'all'],
  ['Concat', 'all'],
]);

/** Where weights come in that other weights are computed from, such as a transposed matrix or a table of positions. */
const weightsOfWeights = new Map<string, Places>([
  ...['Add', 'Sub', 'Mul', 'Div', 'Sum', 'Concat', 'MatMul'].map((op) => [op, 'all'] as const),
  ...['Transpose', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Expand', 'Tile', 'Slice', 'Split'].map(onlyFirst),
  ...['Gather', 'GatherND', 'Identity', 'Cast', 'CastLike', 'Resize', 'Neg', 'Sqrt', 'Reciprocal', 'Exp'].map(
    onlyFirst,
  ),
  ...['Pow', 'Sigmoid', 'Softplus', 'ReduceMean', 'ReduceSum', 'ReduceL2', 'ReduceSumSquare'].map(onlyFirst),
]);

function onlyFirst(op: string): readonly [string, Places] {
  return [op, [0]];
}

/** Operators that make numbers of a shape alone. */
const OF_SHAPES = new Set(['Shape', 'Size', 'ConstantOfShape', 'Range']);

/** What an attention mask adds where it hides a place: no weight is so far from 0. */
const HIDDEN = -100;

/**
 * The arrays of a graph that training changes: those that reach the logits as weights, biases, scales, embeddings. The others stay as
 * the file has them: statistics of BatchNormalization, the normaliser at the beginning, masks, and whatever an operator needs as a number.
 */
export function trainedArrays(graph: OnnxGraph, ports: Pick<OnnxPorts, 'input' | 'logits'>): ReadonlySet<string> {
  const nodes = neededNodes(graph, ports.logits);
  const normaliser = new Set(normalisingNodes(graph, ports.input));
  const ofImages = valuesOfImages(nodes, ports.input);
  const [weights, constants] = [new Set<string>(), new Set<string>()];
  for (const node of [...nodes].reverse()) {
    const isOfImages = node.outputs.some((name) => ofImages.has(name));
    const places = isOfImages ? besideImages(node, normaliser) : ofWeights(node, weights, constants);
    node.inputs.forEach((name, place) => {
      if (!ofImages.has(name)) (places === 'all' || places.includes(place) ? weights : constants).add(name);
    });
  }
  const isTrained = (name: string): boolean =>
    weights.has(name) && !constants.has(name) && isWeight(lookUp(graph.initialisers, name));
  return new Set([...graph.initialisers.keys()].filter(isTrained));
}

function isWeight(array: OnnxArray): boolean {
  return isParameter(array) && array.data.every((value) => Number.isFinite(value) && value > HIDDEN);
}

function besideImages(node: OnnxNode, normaliser: ReadonlySet<OnnxNode>): Places {
  return normaliser.has(node) ? [] : (weightsBesideImages.get(node.op) ?? []);
}

function ofWeights({ op, outputs }: OnnxNode, weights: ReadonlySet<string>, constants: ReadonlySet<string>): Places {
  const isWeight = outputs.some((name) => weights.has(name)) && !outputs.some((name) => constants.has(name));
  return isWeight ? (weightsOfWeights.get(op) ?? []) : [];
}

/** The values that depend on the numbers of an image, and not on its shape alone. */
function valuesOfImages(nodes: readonly OnnxNode[], input: string): ReadonlySet<string> {
  const values = new Set([input]);
  for (const { op, inputs, outputs } of nodes) {
    if (!OF_SHAPES.has(op) && inputs.some((name) => values.has(name))) outputs.forEach((name) => values.add(name));
  }
  return values;
}
