import type { TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { at } from '@bcos-bench/vocabulary';
import { attrMessage } from './attrMessage.js';
import { constantsOf, type Values } from './constants.js';
import { standInsOf, type Made } from './standIns.js';
import { shapeMessage, type AttrMessage, type NodeMessage } from './savedModel.js';
import type { ResidentTensor } from './residentTensors.js';

/** The types that tfjs-node leaves for eager TensorFlow to infer from the inputs, and that a graph must state. */
const INFERRED_TYPES: Readonly<Record<string, readonly { readonly attr: string; readonly input: number }[]>> = {
  ExpandDims: [{ attr: 'T', input: 0 }],
};

/** A recording: the graph's nodes so far, and a binding that records whatever passes through it. */
export interface Recorder {
  readonly binding: TFJSBinding;
  readonly nodes: readonly NodeMessage[];
  /** The large constants that the nodes take, by the name that each goes by in the graph. */
  readonly residents: ReadonlyMap<string, ResidentTensor>;
  /** Makes the tensor `id` the graph's input `name`. */
  addInput(name: string, id: number, dtype: number, shape: readonly number[]): void;
  /** Makes the tensor `id` the graph's output `name`. */
  addOutput(name: string, id: number, dtype: number): void;
  /** Frees what the recording itself holds in TensorFlow, and lets go of the resident tensors. */
  dispose(): void;
}

/**
 * Records the ops that run through `binding`. The ops run all the same; each becomes a node whose inputs are the nodes
 * that made them. A tensor from before the recording becomes a constant with the values it has now, equal constants one;
 * so does the result of an op that depends on no input, which is computed here once and for all.
 */
export function recordOps(binding: TFJSBinding): Recorder {
  const nodes: NodeMessage[] = [];
  const nodeOf = new Map<number, string>();
  const typeOf = new Map<number, number>();
  /** Tensors that an op of the recording made, or an input: what they hold is known only when the graph runs. */
  const computed = new Set<number>();
  const standIns = standInsOf(binding);
  const constants = constantsOf(binding, nodes);

  const inputOf = (id: number): string => {
    const known = nodeOf.get(id);
    if (known !== undefined) return known;
    const { name, dtype } = constants.node(id);
    nodeOf.set(id, name);
    typeOf.set(id, dtype);
    return name;
  };

  const addNode = (op: string, attrs: TFEOpAttr[], ids: readonly number[], made: readonly Made[]): void => {
    const name = `op${nodes.length}`;
    const input = ids.map(inputOf);
    const attr: Record<string, AttrMessage> = {};
    for (const inferred of INFERRED_TYPES[op] ?? []) {
      attr[inferred.attr] = { type: typeOf.get(at(ids, inferred.input)) };
    }
    for (const stated of attrs) attr[stated.name] = attrMessage(binding, stated);
    nodes.push({ name, op, input, attr });
    made.forEach((output, i) => {
      computed.add(output.id);
      nodeOf.set(output.id, i === 0 ? name : `${name}:${i}`);
      standIns.release(output);
    });
  };

  const recording = Object.create(binding, {
    createTensor: {
      value: (shape: number[], dtype: number, values: Values): number => {
        const id = binding.createTensor(shape, dtype, values);
        typeOf.set(id, dtype);
        constants.created(id, shape, dtype, values);
        return id;
      },
    },
    executeOp: {
      value: (op: string, attrs: TFEOpAttr[], ids: number[], outputs: number) => {
        if (!ids.some((id) => computed.has(id))) return constants.derive(op, attrs, ids, outputs);
        const made = binding.executeOp(
          op,
          attrs,
          ids.map((id) => standIns.for(id)),
          outputs,
        );
        for (const { id, dtype } of made) typeOf.set(id, dtype);
        addNode(op, attrs, ids, made);
        return made;
      },
    },
    deleteTensor: { value: (id: number): void => standIns.delete(id) },
    tensorDataSync: {
      value: (id: number): Values => {
        if (computed.has(id)) throw new Error('a traced function may not read the values of a tensor');
        return binding.tensorDataSync(id);
      },
    },
    runSavedModel: {
      value: () => {
        throw new Error('a traced function may not run another one; trace what both of them compute');
      },
    },
  }) as TFJSBinding;

  return {
    binding: recording,
    nodes,
    residents: constants.residents,
    addInput: (name, id, dtype, shape) => {
      nodeOf.set(id, name);
      typeOf.set(id, dtype);
      computed.add(id);
      const attr = { dtype: { type: dtype }, shape: { shape: shapeMessage(shape) } };
      nodes.push({ name, op: 'Placeholder', input: [], attr });
    },
    addOutput: (name, id, dtype) => {
      nodes.push({ name, op: 'Identity', input: [inputOf(id)], attr: { T: { type: dtype } } });
    },
    dispose: () => {
      standIns.dispose();
      constants.release();
    },
  };
}
