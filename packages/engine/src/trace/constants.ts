import { createHash } from 'node:crypto';
import type { TFEOpAttr, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { isLarge, residentTensorsOf, secondHandle, type ResidentTensor } from './residentTensors.js';
import { shapeMessage, type NodeMessage } from './savedModel.js';
import type { Made } from './standIns.js';

/** What the binding gives and takes as a tensor's values. */
export type Values = Float32Array | Int32Array | Uint8Array;

/** A small constant, as a graph stores it. */
interface Stored {
  readonly shape: readonly number[];
  readonly dtype: number;
  readonly bytes: Uint8Array;
}

/** What a recorded function takes that does not depend on its inputs. */
export interface Constants {
  /** The large ones that have become nodes, by the name that each goes by in the graph. */
  readonly residents: ReadonlyMap<string, ResidentTensor>;
  /** Notes the values of a tensor that was just made of them. */
  created(id: number, shape: readonly number[], dtype: number, values: unknown): void;
  /** Runs an op of constants, or finds what it gave another recording. */
  derive(op: string, attrs: TFEOpAttr[], ids: number[], outputs: number): readonly Made[];
  /** The name and type of the node that the constant `id` is; a small one is stored in the graph, a large one fed to it. */
  node(id: number): { readonly name: string; readonly dtype: number };
  /** Lets go of the large ones. */
  release(): void;
}

/** The constants of one recording, which adds their nodes to `nodes`. */
export function constantsOf(binding: TFJSBinding, nodes: NodeMessage[]): Constants {
  const store = residentTensorsOf(binding);
  const residents = new Map<string, ResidentTensor>();
  const nameOf = new Map<string, string>();
  const created = new Map<number, Stored>();
  /** What the values of a tensor come from: of equal origin, equal values. */
  const origins = new Map<number, string>();

  const storedOf = (id: number, { shape, dtype }: Made): Stored =>
    created.get(id) ?? { shape, dtype, bytes: bytesOf(binding, dtype, binding.tensorDataSync(id)) };

  const originOf = (id: number): string => {
    const known = origins.get(id);
    if (known !== undefined) return known;
    const made = secondHandle(binding, id);
    const origin = isLarge(made.shape) ? `tensor ${id}` : originOfValues(storedOf(id, made));
    binding.deleteTensor(made.id);
    origins.set(id, origin);
    return origin;
  };

  const addStored = ({ shape, dtype, bytes }: Stored): string => {
    const name = `constant${nameOf.size}`;
    const tensor = { dtype, tensor_shape: shapeMessage(shape), tensor_content: bytes };
    nodes.push({ name, op: 'Const', input: [], attr: { dtype: { type: dtype }, value: { tensor } } });
    return name;
  };

  const addFed = (key: string, made: Made): string => {
    const name = `constant${nameOf.size}`;
    const attr = { dtype: { type: made.dtype }, shape: { shape: shapeMessage(made.shape) } };
    nodes.push({ name, op: 'Placeholder', input: [], attr });
    residents.set(name, store.keep(key, made));
    return name;
  };

  return {
    residents,
    created: (id, shape, dtype, values) => {
      if (isLarge(shape) || !isNumeric(values)) return;
      created.set(id, { shape: [...shape], dtype, bytes: Uint8Array.from(bytesOf(binding, dtype, values)) });
    },
    derive: (op, attrs, ids, outputs) => {
      const origin = digest(JSON.stringify([op, attrs, ids.map(originOf)]));
      const known = outputs === 1 ? store.find(origin) : null;
      const made = known === null ? binding.executeOp(op, attrs, ids, outputs) : [known];
      for (const { id, shape } of made) if (outputs === 1 && isLarge(shape)) origins.set(id, origin);
      return made;
    },
    node: (id) => {
      const made = secondHandle(binding, id);
      const origin = originOf(id);
      const name = nameOf.get(origin) ?? (isLarge(made.shape) ? addFed(origin, made) : addStored(storedOf(id, made)));
      nameOf.set(origin, name);
      binding.deleteTensor(made.id);
      return { name, dtype: made.dtype };
    },
    release: () => {
      for (const resident of residents.values()) store.release(resident);
    },
  };
}

function originOfValues({ shape, dtype, bytes }: Stored): string {
  return `${dtype}[${shape.join()}]${digest(bytes)}`;
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64');
}

function isNumeric(values: unknown): values is Values {
  return values instanceof Float32Array || values instanceof Int32Array || values instanceof Uint8Array;
}

/** The bytes that TensorFlow stores: booleans come as Uint8Array or as Int32Array and are bytes. */
function bytesOf(binding: TFJSBinding, dtype: number, values: Values): Uint8Array {
  if (dtype === binding.TF_BOOL) return Uint8Array.from(values);
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
