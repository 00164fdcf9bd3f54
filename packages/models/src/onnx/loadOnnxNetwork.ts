import { join } from 'node:path';
import { Fault, lookUp } from '@bcos-bench/vocabulary';
import { ONNX_FILE, type Checkpoint, type NamedArray, type OnnxContents } from '@bcos-bench/formats';
import { parseOnnx, type OnnxArray, type OnnxGraph } from '@bcos-bench/onnx-file';
import { checkpointFamily } from '../checkpointFamily.js';
import { assembled, type Network, type Purpose, type Weights } from '../network.js';
import { loadWeights } from '../weights.js';
import { onnxBody } from './onnxBody.js';
import { onnxPorts, type OnnxPorts } from './onnxPorts.js';
import { trainedArrays } from './trainedArrays.js';
import { trainedGraph } from './trainedGraph.js';

const remedy = 'import the network again with bcos-import';

/**
 * An ONNX network of a checkpoint and its weights, which are the caller's to dispose.
 * @param where the checkpoint's folder, for errors
 * @param check is called before the weights are loaded
 * @param purpose what it is loaded for: to be trained, it has those arrays as its parameters that training changes
 * @throws Fault where the file cannot be read, or is not the network that `model.json` says
 */
export function loadOnnxNetwork(
  checkpoint: Checkpoint,
  where: string,
  check: (network: Network) => void,
  purpose: Purpose = 'use',
): { network: Network; weights: Weights } {
  const { model, arrays, onnx } = checkpoint;
  const { architecture, classes, normalisation } = model;
  if (onnx === undefined) throw new Fault({ what: 'names no ONNX file', where: join(where, 'model.json'), remedy });
  const { graph: written, ports } = openOnnx(onnx, model.onnx?.output ?? null, join(where, ONNX_FILE));
  const graph = trainedGraph(written, arrays, where);
  const trained = purpose === 'train' ? trainedArrays(graph, ports) : null;
  const body = onnxBody(graph, ports, classes.length, join(where, ONNX_FILE), trained);
  const network = assembled({
    architecture,
    family: checkpointFamily(architecture, where),
    body,
    sides: ports.sides,
    classes: classes.length,
    normalisation,
    imageChannels: ports.channels,
    order: model,
  });
  check(network);
  const values = body.parameters.map(({ name }) => [name, floats(lookUp(graph.initialisers, name))] as const);
  return { network, weights: loadWeights(body.parameters, new Map(values), where) };
}

/** A graph, and where images go in and logits come out. @throws Fault of one line where it is no classifier that can be read */
export function openOnnx(
  contents: OnnxContents,
  output: string | null,
  where: string,
): { readonly graph: OnnxGraph; readonly ports: OnnxPorts } {
  const content = contents.get(ONNX_FILE);
  if (content === undefined) throw new Fault({ what: 'is not there', where, remedy });
  const graph = parseOnnx(content, { where, external: (name) => contents.get(name) ?? null });
  return { graph, ports: onnxPorts(graph, output, where) };
}

function floats({ shape, data }: OnnxArray): NamedArray {
  return { shape, data: data instanceof Float32Array ? data : Float32Array.from(data) };
}
