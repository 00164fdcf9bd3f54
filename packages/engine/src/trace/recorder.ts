import { createHash } from 'node:crypto';
import type { TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { shapeMessage, type AttrMessage, type NodeMessage } from './savedModel.js';

/** What the binding gives and takes as a tensor's values. */
type Values = Float32Array | Int32Array | Uint8Array;

/** A tensor that was made from values while recording; it becomes a node once an op uses it. */
interface PendingConstant {
  readonly shape: readonly number[];
  readonly dtype: number;
  readonly values: Values;
}

/** The types that tfjs-node leaves for eager TensorFlow to infer from the inputs, and that a graph must state. */
const INFERRED_TYPES: Readonly<Record<string, readonly { readonly attr: string; readonly input: number }[]>> = {
  ExpandDims: [{ attr: 'T', input: 0 }],
};

/** A recording: the graph's nodes so far, and a binding that records whatever passes through it. */
export interface Recorder {
  readonly binding: TFJSBinding;
  readonly nodes: readonly NodeMessage[];
  /** Makes the tensor `id` the graph's input `name`. */
  addInput(name: string, id: number, dtype: number, shape: readonly number[]): void;
  /** Makes the tensor `id` the graph's output `name`. */
  addOutput(name: string, id: number, dtype: number): void;
}

/**
 * Records the ops that run through `binding`. The ops run all the same; each becomes a node whose inputs are the nodes
 * that made them. A tensor from before the recording becomes a constant with the values it has now, equal constants one.
 */
export function recordOps(binding: TFJSBinding): Recorder {
  const nodes: NodeMessage[] = [];
  const nodeOf = new Map<number, string>();
  const pending = new Map<number, PendingConstant>();
  const typeOf = new Map<number, number>();
  /** Tensors that an op of the recording made, or an input: what they hold is known only when the graph runs. */
  const computed = new Set<number>();
  const constantOf = new Map<string, string>();

  const constant = ({ shape, dtype, values }: PendingConstant): string => {
    const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
    const key = `${dtype}[${shape.join()}]${createHash('sha256').update(bytes).digest('base64')}`;
    const known = constantOf.get(key);
    if (known !== undefined) return known;
    const name = `constant${constantOf.size}`;
    const tensor = { dtype, tensor_shape: shapeMessage(shape), tensor_content: bytes };
    nodes.push({ name, op: 'Const', input: [], attr: { dtype: { type: dtype }, value: { tensor } } });
    constantOf.set(key, name);
    return name;
  };

  const inputOf = (id: number): string => {
    const known = nodeOf.get(id);
    if (known !== undefined) return known;
    const tensor = pending.get(id) ?? existingTensor(binding, id);
    const name = constant(tensor);
    nodeOf.set(id, name);
    typeOf.set(id, tensor.dtype);
    return name;
  };

  const recording = Object.create(binding, {
    createTensor: {
      value: (shape: number[], dtype: number, values: Values): number => {
        const id = binding.createTensor(shape, dtype, values);
        typeOf.set(id, dtype);
        if (isNumeric(values)) pending.set(id, { shape: [...shape], dtype, values: asStored(binding, dtype, values) });
        return id;
      },
    },
    executeOp: {
      value: (op: string, attrs: TFEOpAttr[], ids: number[], outputs: number) => {
        const made = binding.executeOp(op, attrs, ids, outputs);
        const name = `op${nodes.length}`;
        const input = ids.map(inputOf);
        const attr: Record<string, AttrMessage> = {};
        for (const inferred of INFERRED_TYPES[op] ?? []) {
          attr[inferred.attr] = { type: typeOf.get(ids[inferred.input] ?? -1) };
        }
        for (const stated of attrs) attr[stated.name] = attrMessage(binding, stated);
        nodes.push({ name, op, input, attr });
        made.forEach((output, i) => {
          computed.add(output.id);
          nodeOf.set(output.id, i === 0 ? name : `${name}:${i}`);
          typeOf.set(output.id, output.dtype);
        });
        return made;
      },
    },
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
  };
}

function isNumeric(values: unknown): values is Values {
  return values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array;
}

/** A copy of `values` in the bytes that TensorFlow stores: booleans come as Uint8Array or as Int32Array and are bytes. */
function asStored(binding: TFJSBinding, dtype: number, values: Values): Values {
  return dtype === binding.TF_BOOL ? Uint8Array.from(values) : values.slice();
}

/** Values, type and shape of a tensor that the binding holds; an Identity op is the one way to ask for its shape. */
function existingTensor(binding: TFJSBinding, id: number): PendingConstant {
  const values = binding.tensorDataSync(id);
  const dtype =
    values instanceof Float32Array
      ? binding.TF_FLOAT
      : values instanceof Int32Array
        ? binding.TF_INT32
        : binding.TF_BOOL;
  const type = { name: 'T', type: binding.TF_ATTR_TYPE, value: dtype };
  const [copy] = binding.executeOp('Identity', [type], [id], 1);
  if (copy === undefined) throw new Error('Identity gave no output');
  binding.deleteTensor(copy.id);
  return { shape: copy.shape, dtype, values };
}

function attrMessage(binding: TFJSBinding, { type, value }: TFEOpAttr): AttrMessage {
  const codec = new Map<number, { key: string; encode: (item: unknown) => unknown }>([
    [binding.TF_ATTR_STRING, { key: 's', encode: (item) => Buffer.from(String(item)) }],
    [binding.TF_ATTR_INT, { key: 'i', encode: (item) => item }],
    [binding.TF_ATTR_FLOAT, { key: 'f', encode: (item) => item }],
    [binding.TF_ATTR_BOOL, { key: 'b', encode: (item) => item }],
    [binding.TF_ATTR_TYPE, { key: 'type', encode: (item) => item }],
  ]).get(type);
  if (type === binding.TF_ATTR_SHAPE && isNumberList(value)) return { shape: shapeMessage(value) };
  if (codec === undefined) throw new Error(`an op with an attribute of type ${type} cannot be traced`);
  const { key, encode } = codec;
  return Array.isArray(value) ? { list: { [key]: value.map(encode) } } : { [key]: encode(value) };
}

function isNumberList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}
