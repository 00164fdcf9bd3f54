import { at } from '@bcos-bench/vocabulary';
import { modelType } from '../onnxSchema.js';

/** Draws whole numbers below a bound. */
export type Draw = (bound: number) => number;

/** A way to spoil an ONNX file. */
export interface Mutation {
  readonly kind: string;
  readonly spoil: (content: Uint8Array, draw: Draw) => Uint8Array;
}

/** A message as protobufjs gives it: fields that may be anything once they are spoilt. */
type Message = Record<string, unknown>;

/** Numbers that break arithmetic. */
const NUMBERS = [0, -1, 1, 2, 3, 7, 255, 2 ** 16, 2 ** 31 - 1, -(2 ** 31), 2 ** 32, 2 ** 53, -(2 ** 53)];
const OPERATORS = [
  'Add',
  'MatMul',
  'Reshape',
  'Conv',
  'Loop',
  'If',
  'Transpose',
  'Concat',
  'Gather',
  'Softmax',
  'Expand',
  'Tile',
];
const LOCATIONS = ['../model.json', '/etc/passwd', 'a/b', '', '.', '..', 'model.json', 'x\0y'];

const listOf = (message: Message, field: string): Message[] => {
  const list = message[field];
  return Array.isArray(list) ? list.filter((item): item is Message => typeof item === 'object' && item !== null) : [];
};

function graphOf(model: Message): Message {
  const graph = model['graph'];
  return typeof graph === 'object' && graph !== null ? { ...graph } : {};
}

/** A mutation of what the file says, written again as a file. */
function ofMessage(kind: string, spoil: (graph: Message, draw: Draw, model: Message) => void): Mutation {
  return {
    kind,
    spoil: (content, draw) => {
      const model: Message = modelType.toObject(modelType.decode(content), { longs: Number });
      const graph = graphOf(model);
      spoil(graph, draw, model);
      return modelType.encode(modelType.fromObject({ ...model, graph })).finish();
    },
  };
}

function pick<T>(list: readonly T[], draw: Draw): T | undefined {
  return list[draw(Math.max(1, list.length))];
}

function spoilNumbers(list: unknown, draw: Draw): number[] {
  const numbers = Array.isArray(list) ? list.map(Number) : [];
  if (draw(4) === 0) return numbers.slice(0, draw(numbers.length + 1));
  if (draw(4) === 0) return [...numbers, pick(NUMBERS, draw) ?? 0];
  const place = draw(Math.max(1, numbers.length));
  return numbers.map((number, i) => (i === place ? (pick(NUMBERS, draw) ?? number) : number));
}

/** Every way to spoil a file. */
export const mutations: readonly Mutation[] = [
  {
    kind: 'bits turned',
    spoil: (content, draw) => {
      const spoilt = Uint8Array.from(content);
      for (let i = draw(8); i >= 0; i -= 1) {
        const place = draw(spoilt.length);
        spoilt[place] = at(spoilt, place) ^ (1 << draw(8));
      }
      return spoilt;
    },
  },
  { kind: 'cut off', spoil: (content, draw) => content.slice(0, draw(content.length)) },
  {
    kind: 'a piece repeated',
    spoil: (content, draw) => {
      const [from, length] = [draw(content.length), draw(256)];
      const to = draw(content.length);
      return Buffer.concat([content.subarray(0, to), content.subarray(from, from + length), content.subarray(to)]);
    },
  },
  {
    kind: 'a piece of zeros',
    spoil: (content, draw) => {
      const spoilt = Uint8Array.from(content);
      const from = draw(content.length);
      return spoilt.fill(draw(2) * 255, from, from + draw(64));
    },
  },
  ofMessage('a side of an array', (graph, draw) => {
    const tensor = pick(listOf(graph, 'initializer'), draw);
    if (tensor !== undefined) tensor['dims'] = spoilNumbers(tensor['dims'], draw);
  }),
  ofMessage('the type of an array', (graph, draw) => {
    const tensor = pick(listOf(graph, 'initializer'), draw);
    if (tensor !== undefined) tensor['dataType'] = draw(24);
  }),
  ofMessage('an array in another file', (graph, draw) => {
    const tensor = pick(listOf(graph, 'initializer'), draw);
    if (tensor === undefined) return;
    tensor['dataLocation'] = 1;
    tensor['externalData'] = [
      { key: 'location', value: pick(LOCATIONS, draw) ?? '' },
      { key: 'offset', value: String(pick(NUMBERS, draw) ?? 0) },
      { key: 'length', value: String(pick(NUMBERS, draw) ?? 0) },
    ];
  }),
  ofMessage('a list of an attribute', (graph, draw) => {
    const withLists = listOf(graph, 'node').flatMap((node) => listOf(node, 'attribute'));
    const attribute = pick(withLists, draw);
    if (attribute === undefined) return;
    if (attribute['ints'] !== undefined) attribute['ints'] = spoilNumbers(attribute['ints'], draw);
    else attribute['i'] = pick(NUMBERS, draw);
  }),
  ofMessage('a constant of a node', (graph, draw) => {
    const constants = listOf(graph, 'node').flatMap((node) =>
      listOf(node, 'attribute').filter(({ t }) => t !== undefined),
    );
    const tensor = pick(constants, draw)?.['t'];
    if (typeof tensor !== 'object' || tensor === null || !('rawData' in tensor)) return;
    const { rawData } = tensor;
    if (!(rawData instanceof Uint8Array) || rawData.length === 0) return;
    const bytes = Uint8Array.from(rawData);
    bytes[draw(bytes.length)] = draw(256);
    Object.assign(tensor, { rawData: bytes });
  }),
  ofMessage('the kind of an attribute', (graph, draw) => {
    const attribute = pick(
      listOf(graph, 'node').flatMap((node) => listOf(node, 'attribute')),
      draw,
    );
    if (attribute !== undefined) attribute['type'] = draw(16);
  }),
  ofMessage('an input of a node', (graph, draw) => {
    const nodes = listOf(graph, 'node');
    const node = pick(nodes, draw);
    const names = nodes.flatMap(({ output }) => (Array.isArray(output) ? output.map(String) : []));
    if (node === undefined || !Array.isArray(node['input'])) return;
    const place = draw(Math.max(1, node['input'].length));
    const other = draw(5) === 0 ? '' : pick(names, draw);
    node['input'] = node['input'].map((name, i) => (i === place ? other : String(name)));
  }),
  ofMessage('an output of a node', (graph, draw) => {
    const nodes = listOf(graph, 'node');
    const [node, other] = [pick(nodes, draw), pick(nodes, draw)];
    if (node !== undefined && other !== undefined) node['output'] = other['output'];
  }),
  ofMessage('the operator of a node', (graph, draw) => {
    const node = pick(listOf(graph, 'node'), draw);
    if (node !== undefined) node['opType'] = pick(OPERATORS, draw);
  }),
  ofMessage('a node left out', (graph, draw) => {
    const nodes = listOf(graph, 'node');
    const place = draw(Math.max(1, nodes.length));
    graph['node'] = nodes.filter((_, i) => i !== place);
  }),
  ofMessage('nodes in another order', (graph, draw) => {
    const nodes = listOf(graph, 'node');
    const place = draw(Math.max(1, nodes.length));
    graph['node'] = [...nodes.slice(place), ...nodes.slice(0, place)];
  }),
  ofMessage('the shape of the input', (graph, draw) => {
    const dims = Array.from({ length: draw(6) }, () => ({ value: pick(NUMBERS, draw) ?? 1 }));
    const shape = { elemType: draw(4) === 0 ? draw(20) : 1, shape: { dim: dims } };
    graph['input'] = listOf(graph, 'input').map((input) => ({ ...input, type: { tensorType: shape } }));
  }),
  ofMessage('functions that call each other', (graph, draw, model) => {
    const call = (name: string): Message => ({ opType: name, domain: 'f', input: ['a'], output: ['b'] });
    const body = (name: string, other: string): Message => ({
      name,
      domain: 'f',
      input: ['a'],
      output: ['b'],
      node: Array.from({ length: 1 + draw(3) }, () => call(other)),
    });
    model['functions'] = [body('one', 'two'), body('two', draw(2) === 0 ? 'one' : 'two')];
    graph['node'] = [...listOf(graph, 'node'), call('one')];
  }),
  ofMessage('the opset', (_graph, draw, model) => {
    model['opsetImport'] = [{ domain: '', version: pick([...NUMBERS, 9, 10, 11, 12, 13, 23, 24], draw) ?? 0 }];
  }),
];
