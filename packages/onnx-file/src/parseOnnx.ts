import type { Fault } from '@bcos-bench/vocabulary';
import { readAttribute } from './attribute.js';
import { externalLocation, readArray, type ExternalFiles, type OnnxArray } from './onnxArray.js';
import { onnxFault } from './onnxFault.js';
import type { OnnxGraph, OnnxNode, OnnxPort } from './onnxGraph.js';
import { readMessage, type GraphMessage, type ModelMessage, type ValueInfoMessage } from './onnxMessage.js';
import { writtenOut, type PlacedNode } from './writtenOut.js';

/** The versions of ONNX's operators that are read. */
export const [FIRST_OPSET, LAST_OPSET] = [11, 23];

/** A file, for errors, and those beside it. */
export interface OnnxSource {
  readonly where: string;
  readonly external: ExternalFiles;
}

const remedy = 'export the network again with torch.onnx.export';

/**
 * The graph of an ONNX file. Nothing in it is executed.
 * @throws Fault of one line where the file is damaged, of other versions, or no graph
 */
export function parseOnnx(content: Uint8Array, { where, external }: OnnxSource): OnnxGraph {
  const { model, graph } = messagesOf(content, where);
  const opset = opsetOf(model, where);
  const placed = writtenOut(graph.node, model.opsetImport, model.functions, where);
  const initialisers = new Map<string, OnnxArray>();
  for (const tensor of graph.initializer) {
    if (initialisers.has(tensor.name)) throw bad(`has two arrays that are called '${tensor.name}'`, where);
    initialisers.set(tensor.name, readArray(tensor, external, where));
  }
  const inputs = graph.input.filter(({ name }) => !initialisers.has(name)).map(portOf);
  const nodes = placed.map((node) => nodeOf(node, where));
  requireOrder(nodes, [...initialisers.keys(), ...inputs.map(({ name }) => name)], where);
  return { opset, producer: model.producerName, inputs, outputs: graph.output.map(portOf), initialisers, nodes };
}

/** The names of the files beside an ONNX file that its arrays lie in, as it writes them. @throws Fault where it is damaged */
export function externalNames(content: Uint8Array, where: string): string[] {
  const { graph } = messagesOf(content, where);
  const names = graph.initializer.map(externalLocation).filter((name) => name !== null);
  return [...new Set(names)].sort();
}

function messagesOf(
  content: Uint8Array,
  where: string,
): { readonly model: ModelMessage; readonly graph: GraphMessage } {
  const model = readMessage(content, where);
  if (model.graph === null || model.irVersion < 1) throw bad('is not an ONNX file: it holds no graph', where);
  return { model, graph: model.graph };
}

const bad = (what: string, where: string): Fault => onnxFault(what, where, remedy);

/** Some programs write the name of ONNX's own operators in full. */
const isOnnx = (domain: string): boolean => domain === '' || domain === 'ai.onnx';

function opsetOf({ opsetImport }: ModelMessage, where: string): number {
  const version = opsetImport.find(({ domain }) => isOnnx(domain))?.version;
  if (version === undefined) throw bad('does not say which version of ONNX its operators have', where);
  if (version >= FIRST_OPSET && version <= LAST_OPSET) return version;
  const what = `has opset ${version}, and opsets ${FIRST_OPSET} to ${LAST_OPSET} are read`;
  throw onnxFault(what, where, 'export the network again with opset_version=18');
}

function portOf({ name, type }: ValueInfoMessage): OnnxPort {
  const tensor = type?.tensorType ?? null;
  const dims = tensor?.shape?.dim.map(({ value }) => (value !== undefined && value > 0 ? value : null));
  return { name, shape: dims ?? null, dataType: tensor?.elemType ?? 0 };
}

function nodeOf({ node, operators }: PlacedNode, where: string): OnnxNode {
  const { name, opType: op, input: inputs, output: outputs, attribute } = node;
  const domain = isOnnx(node.domain) ? '' : node.domain;
  const same = (other: string): boolean => (isOnnx(other) ? '' : other) === domain;
  return {
    op,
    domain,
    opset: operators.find((of) => same(of.domain))?.version ?? 0,
    label: name === '' ? (outputs[0] ?? op) : name,
    inputs,
    outputs,
    attributes: new Map(attribute.map((one) => [one.name, readAttribute(one, where)])),
  };
}

/** A value is made once, and before it is read: so there is no circle. */
function requireOrder(nodes: readonly OnnxNode[], given: readonly string[], where: string): void {
  const made = new Set(given);
  for (const { label, op, inputs, outputs } of nodes) {
    const missing = inputs.find((name) => name !== '' && !made.has(name));
    if (missing !== undefined) {
      throw bad(`node '${label}' (${op}) reads '${missing}', which no node before it makes`, where);
    }
    for (const name of outputs) {
      if (name === '') continue;
      if (made.has(name)) throw bad(`node '${label}' (${op}) makes '${name}', which is made before`, where);
      made.add(name);
    }
  }
}
