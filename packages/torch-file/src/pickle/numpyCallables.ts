import type { CallableTable, KnownCallable } from './callable.js';
import { arrayOf, emptyArray } from './numpyArray.js';
import type { NumpyType } from './value.js';
import { wholeNumber } from './wholeNumber.js';

/** How a number of each of NumPy's types is read; `little` is whether its lowest byte comes first. */
const readers = new Map<
  string,
  { width: number; read: (view: DataView, little: boolean) => boolean | number | bigint }
>([
  ['b1', { width: 1, read: (view) => view.getUint8(0) !== 0 }],
  ['i1', { width: 1, read: (view) => view.getInt8(0) }],
  ['i2', { width: 2, read: (view, little) => view.getInt16(0, little) }],
  ['i4', { width: 4, read: (view, little) => view.getInt32(0, little) }],
  ['i8', { width: 8, read: (view, little) => wholeNumber(view.getBigInt64(0, little)) }],
  ['u1', { width: 1, read: (view) => view.getUint8(0) }],
  ['u2', { width: 2, read: (view, little) => view.getUint16(0, little) }],
  ['u4', { width: 4, read: (view, little) => view.getUint32(0, little) }],
  ['u8', { width: 8, read: (view, little) => wholeNumber(view.getBigUint64(0, little)) }],
  ['f4', { width: 4, read: (view, little) => view.getFloat32(0, little) }],
  ['f8', { width: 8, read: (view, little) => view.getFloat64(0, little) }],
]);

/** `numpy.dtype(code, align, copy)`; BUILD says later in which order its bytes are. */
const dtype: KnownCallable = ([code], { refuse }) => {
  if (typeof code !== 'string') return refuse('holds a number of NumPy without a type');
  const name = code.replace(/^[<>=|]/, '');
  const made: NumpyType = { kind: 'numpy-type', code: name, bigEndian: code.startsWith('>') };
  return made;
};

/** `numpy.core.multiarray.scalar(dtype, bytes)`: a number, or an opaque object of a type that no number stands for. */
const scalar: KnownCallable = ([type, value], { refuse }) => {
  if (typeof type !== 'object' || type?.kind !== 'numpy-type') return { kind: 'opaque', name: 'numpy.generic' };
  const reader = readers.get(type.code);
  if (reader === undefined) return { kind: 'opaque', name: `numpy.${type.code}` };
  if (typeof value !== 'object' || value?.kind !== 'bytes' || value.bytes.length !== reader.width) {
    return refuse(`holds a number of NumPy that is not ${reader.width} bytes long`);
  }
  const { buffer, byteOffset, byteLength } = value.bytes;
  return reader.read(new DataView(buffer, byteOffset, byteLength), !type.bigEndian);
};

/** `numpy.core.numeric._frombuffer(bytes, dtype, shape, order)`, by which protocol 5 writes arrays. */
const fromBuffer: KnownCallable = ([bytes = null, type = null, shape = null, order], { refuse }) =>
  arrayOf({ type, shape, bytes, fortran: order !== 'C' }, refuse);

/** NumPy's scalars, which training loops leave in checkpoints, and its arrays. BUILD gives `_reconstruct` its numbers. */
export const numpyCallables: CallableTable = [
  ['numpy.dtype', dtype],
  ['numpy.core.multiarray.scalar', scalar],
  ['numpy.core.multiarray._reconstruct', emptyArray],
  ['numpy.core.numeric._frombuffer', fromBuffer],
];
