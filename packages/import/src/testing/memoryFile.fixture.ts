import type { PickleDict, PickleValue, TensorReference, TorchFile } from '@bcos-bench/torch-file';

/** A dict as a pickle holds it. */
export function dictOf(entries: Readonly<Record<string, PickleValue>>): PickleDict {
  return { kind: 'dict', className: 'dict', entries: new Map<PickleValue, PickleValue>(Object.entries(entries)) };
}

/** A contiguous tensor that is the whole storage `key`. */
export function tensorOf(
  key: string,
  shape: readonly number[],
  dtype: TensorReference['dtype'] = 'float32',
): TensorReference {
  const elements = shape.reduce((product, n) => product * n, 1);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  return { kind: 'tensor', dtype, shape, strides, offset: 0, storage: { kind: 'storage', key, dtype, elements } };
}

/** A file whose storages are lists of numbers by their keys. */
export function memoryFile(root: PickleValue, storages: Readonly<Record<string, readonly number[]>> = {}): TorchFile {
  return {
    path: 'weights.pt',
    format: 'zip',
    root,
    readTensor: ({ storage: { key, elements } }) =>
      Float32Array.from(storages[key] ?? new Array<number>(elements).fill(0)),
    close: () => undefined,
  };
}
