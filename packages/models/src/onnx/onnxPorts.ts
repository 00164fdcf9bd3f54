import type { Fault, ImageChannels } from '@bcos-bench/vocabulary';
import { dtypeOf, onnxFault, type OnnxGraph, type OnnxNode, type OnnxPort } from '@bcos-bench/onnx-file';

/** Where images go into a graph, and where logits come out. */
export interface OnnxPorts {
  readonly input: string;
  /** The value that is taken as the logits. */
  readonly logits: string;
  readonly channels: ImageChannels;
  /** Whether the graph takes [N, rows, columns, channels], as those of Keras do. */
  readonly channelsLast: boolean;
  /** Rows and columns; null where the graph takes images of any size. */
  readonly sides: readonly [number, number] | null;
  /** How many images the graph takes at a time; 1 where that is free. */
  readonly unit: number;
  /** Whether a softmax at the end is left out: its input are the logits. */
  readonly withoutSoftmax: boolean;
}

const CHANNELS = new Set([1, 3]);
/** The most images that a graph of a fixed batch takes at a time. */
const LARGEST_UNIT = 1024;
/** The longest side of an image. */
const LONGEST_SIDE = 4096;

/**
 * What a graph takes and gives.
 * @param output the output that holds the logits; null for the only or the first one
 * @throws Fault of one line where it is not a classifier of images
 */
export function onnxPorts(graph: OnnxGraph, output: string | null, where: string): OnnxPorts {
  const image = imageOf(graph, where);
  const outputs = graph.outputs.map(({ name }) => name);
  const chosen = output ?? outputs[0];
  if (chosen === undefined || !outputs.includes(chosen)) {
    const remedy =
      outputs.length === 0
        ? 'export the network again'
        : `name one of its outputs with --logits: ${outputs.join(', ')}`;
    throw onnxFault(chosen === undefined ? 'has no output' : `has no output '${chosen}'`, where, remedy);
  }
  const softmax = lastSoftmax(graph, chosen);
  return { ...image, logits: softmax ?? chosen, withoutSoftmax: softmax !== null };
}

type ImagePort = Omit<OnnxPorts, 'logits' | 'withoutSoftmax'>;

function imageOf({ inputs }: OnnxGraph, where: string): ImagePort {
  const bad = (what: string): Fault =>
    onnxFault(what, where, 'export the network so that it takes one batch of images [N, channels, rows, columns]');
  const [input, ...others] = inputs;
  if (input === undefined) throw bad('has no input');
  if (others.length > 0) throw bad(`has ${inputs.length} inputs: ${inputs.map(({ name }) => name).join(', ')}`);
  if (dtypeOf(input.dataType) !== 'float') throw bad(`its input '${input.name}' is not of floats`);
  if (input.shape?.length !== 4) throw bad(`its input '${input.name}' has the shape ${shapeText(input)}`);
  const [batch = null, one = null, two = null, three = null] = input.shape;
  const isChannels = (n: number | null): n is ImageChannels => n !== null && CHANNELS.has(n);
  const channelsLast = !isChannels(one) && isChannels(three);
  const channels = channelsLast ? three : one;
  if (!isChannels(channels))
    throw bad(`its input '${input.name}' has the shape ${shapeText(input)}, without 1 or 3 channels`);
  const [rows, columns] = channelsLast ? [one, two] : [two, three];
  if ((batch ?? 1) > LARGEST_UNIT)
    throw bad(`its input '${input.name}' takes ${batch} images at a time, more than ${LARGEST_UNIT}`);
  if (Math.max(rows ?? 1, columns ?? 1) > LONGEST_SIDE)
    throw bad(`its input '${input.name}' takes images of ${rows}x${columns}`);
  return {
    input: input.name,
    channels,
    channelsLast,
    sides: rows === null || columns === null ? null : [rows, columns],
    unit: batch ?? 1,
  };
}

function shapeText({ shape }: OnnxPort): string {
  return shape === null ? 'that is not said' : `[${shape.map((n) => n ?? 'free').join(', ')}]`;
}

/** Nodes that a softmax at the end may stand before. */
const PASSING = new Set(['Identity', 'Cast', 'Squeeze']);

/** The input of the softmax that makes the output; null where none does. */
function lastSoftmax({ nodes }: OnnxGraph, output: string): string | null {
  const makers = new Map<string, OnnxNode>(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  let node = makers.get(output);
  for (let steps = 0; node !== undefined && PASSING.has(node.op) && steps < 4; steps += 1)
    node = makers.get(node.inputs[0] ?? '');
  return node?.op === 'Softmax' && node.domain === '' ? (node.inputs[0] ?? null) : null;
}
