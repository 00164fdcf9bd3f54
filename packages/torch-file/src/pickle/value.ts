import type { Dtype } from '../dtype.js';

/**
 * Anything that a pickle of a PyTorch file can hold. It has no cycles, and nothing in it can be called. The same object may
 * stand at several places, so whoever walks through it remembers where they have been.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PickleBytes
  | PickleList
  | PickleTuple
  | PickleSet
  | PickleDict
  | NumpyType
  | NumpyArray
  | StorageReference
  | TensorReference
  | OpaqueObject;

/** Python's `bytes` or `bytearray`. */
export interface PickleBytes {
  readonly kind: 'bytes';
  readonly bytes: Uint8Array;
}

export interface PickleList {
  readonly kind: 'list';
  readonly items: PickleValue[];
}

/** A tuple, or one of its kin such as `torch.Size`. */
export interface PickleTuple {
  readonly kind: 'tuple';
  readonly items: readonly PickleValue[];
}

export interface PickleSet {
  readonly kind: 'set';
  readonly items: PickleValue[];
}

/** A dict or one of its kin, or an object that is known to be nothing but its attributes (`argparse.Namespace`). */
export interface PickleDict {
  readonly kind: 'dict';
  /** `dict`, or the full name of the class, such as `collections.OrderedDict`. */
  readonly className: string;
  /** In the order of insertion. Keys of any other kind than text and numbers are found by identity alone. */
  readonly entries: Map<PickleValue, PickleValue>;
  /** Texts that stand beside the entries: those of a state dict's `_metadata`, or a safetensors file's `__metadata__`. */
  texts?: ReadonlyMap<string, string>;
}

/** NumPy's description of an array's numbers. */
export interface NumpyType {
  readonly kind: 'numpy-type';
  /** Kind and width as NumPy writes them: `f8`, `i4`. */
  readonly code: string;
  bigEndian: boolean;
}

/** An array of NumPy whose numbers stand in the pickle itself. */
export interface NumpyArray {
  readonly kind: 'numpy-array';
  /** Null where its numbers are of a type that is not known here, or in Fortran's order: shape and bytes are then empty. */
  type: NumpyType | null;
  shape: readonly number[];
  /** As many as type and shape say. */
  bytes: Uint8Array;
}

/** A storage: numbers that lie in the file, one after the other, and that several tensors may share. */
export interface StorageReference {
  readonly kind: 'storage';
  /** Its name within the file. */
  readonly key: string;
  /** `uint8` where the file says only how many bytes there are. */
  readonly dtype: Dtype;
  /** How many numbers of `dtype` there are. */
  readonly elements: number;
}

/** A tensor whose numbers are still in the file. Its shape and strides are known to lie within its storage. */
export interface TensorReference {
  readonly kind: 'tensor';
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** In numbers, not bytes; never negative. */
  readonly strides: readonly number[];
  /** Of the first number, in numbers from the storage's beginning. */
  readonly offset: number;
  readonly storage: StorageReference;
}

/** A class, a function or an object that no tensor needs: it was neither imported nor made, and only its name is kept. */
export interface OpaqueObject {
  readonly kind: 'opaque';
  /** Module and name, such as `torch.float32` or `pathlib.PosixPath`. */
  readonly name: string;
}

/** `value` where it is a dict, else null. */
export function asDict(value: PickleValue | undefined): PickleDict | null {
  return typeof value === 'object' && value !== null && value.kind === 'dict' ? value : null;
}

/** `value` where it is an array of NumPy, else null. */
export function asArray(value: PickleValue | undefined): NumpyArray | null {
  return typeof value === 'object' && value !== null && value.kind === 'numpy-array' ? value : null;
}

/** `value` where it is a tensor, else null. */
export function asTensor(value: PickleValue | undefined): TensorReference | null {
  return typeof value === 'object' && value !== null && value.kind === 'tensor' ? value : null;
}
