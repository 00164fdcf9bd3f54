import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import type { Made } from './standIns.js';

/** From how many numbers on a constant stays outside of the graphs that use it. */
const LARGE = 1 << 12;

/** A constant that is fed to a graph at every run, under the binding's number `id`. */
export interface ResidentTensor extends Made {
  /** What its values come from: equal keys, equal values. */
  readonly key: string;
}

/** Large constants, shared by all graphs that use them: TensorFlow copies what is inside of a graph several times. */
export interface ResidentTensors {
  /** A new handle of the constant of this key, if any graph uses it. */
  find(key: string): Made | null;
  /** Keeps the tensor for one graph more. The handle that is given stays the caller's. */
  keep(key: string, made: Made): ResidentTensor;
  /** One graph needs it no longer. */
  release(resident: ResidentTensor): void;
}

const stores = new WeakMap<TFJSBinding, ResidentTensors>();

/** The resident tensors of a binding. */
export function residentTensorsOf(binding: TFJSBinding): ResidentTensors {
  const known = stores.get(binding) ?? emptyStore(binding);
  stores.set(binding, known);
  return known;
}

/** Whether a constant of this shape is kept outside of graphs. */
export function isLarge(shape: readonly number[]): boolean {
  return shape.reduce((size, side) => size * side, 1) >= LARGE;
}

/** A second handle of a tensor: it shares the memory and outlives the first. Asking for it is the way to learn the shape. */
export function secondHandle(binding: TFJSBinding, id: number): Made {
  const [copy] = binding.executeOp('Identity', [], [id], 1);
  if (copy === undefined) throw new Error('Identity gave no output');
  return copy;
}

function resident(key: string, { id, shape, dtype }: Made): ResidentTensor {
  return { key, id, shape, dtype };
}

function emptyStore(binding: TFJSBinding): ResidentTensors {
  const kept = new Map<string, { readonly resident: ResidentTensor; users: number }>();
  return {
    find: (key) => {
      const known = kept.get(key)?.resident;
      return known === undefined ? null : secondHandle(binding, known.id);
    },
    keep: (key, made) => {
      const entry = kept.get(key) ?? { resident: resident(key, secondHandle(binding, made.id)), users: 0 };
      entry.users += 1;
      kept.set(key, entry);
      return entry.resident;
    },
    release: ({ key, id }) => {
      const entry = kept.get(key);
      if (entry === undefined) return;
      entry.users -= 1;
      if (entry.users > 0) return;
      kept.delete(key);
      binding.deleteTensor(id);
    },
  };
}
