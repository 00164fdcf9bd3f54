import { asDict, asTensor, type PickleValue, type TensorReference } from '@bcos-bench/torch-file';

/** The arrays of a network by name, still in the file. */
export type StateDict = ReadonlyMap<string, TensorReference>;

/** The tensors of a dict by their names; null where it has none or is no dict. */
export function tensorsOf(value: PickleValue | undefined): StateDict | null {
  const tensors = new Map<string, TensorReference>();
  for (const [name, entry] of asDict(value)?.entries ?? []) {
    const tensor = asTensor(entry);
    if (typeof name === 'string' && tensor !== null) tensors.set(name, tensor);
  }
  return tensors.size === 0 ? null : tensors;
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
