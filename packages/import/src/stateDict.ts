import { asDict, asTensor, type PickleValue, type TensorReference } from '@bcos-bench/torch-file';
import { oddArray } from './oddArray.js';

/** The arrays of a network by name, still in the file. */
export type StateDict = ReadonlyMap<string, TensorReference>;

/** A dict of arrays, and what else has a name in it. */
export interface ArrayDict {
  readonly arrays: StateDict;
  /** What is no tensor, by its name: arrays of other kinds, numbers, text. */
  readonly others: ReadonlyMap<string, PickleValue>;
}

/** The tensors of a dict by their names; null where it has none, nor arrays of another kind, or is no dict. */
export function arrayDict(value: PickleValue | undefined): ArrayDict | null {
  const arrays = new Map<string, TensorReference>();
  const others = new Map<string, PickleValue>();
  for (const [name, entry] of asDict(value)?.entries ?? []) {
    const tensor = asTensor(entry);
    if (typeof name !== 'string') continue;
    if (tensor === null) others.set(name, entry);
    else arrays.set(name, tensor);
  }
  const holdsArrays = arrays.size > 0 || [...others.values()].some((other) => oddArray(other) !== null);
  return holdsArrays ? { arrays, others } : null;
}

/** Whether two tensors are the same numbers of the same storage. */
export function areSameTensor(a: TensorReference, b: TensorReference): boolean {
  return (
    a.storage.key === b.storage.key &&
    a.dtype === b.dtype &&
    a.offset === b.offset &&
    a.shape.join() === b.shape.join() &&
    a.strides.join() === b.strides.join()
  );
}
