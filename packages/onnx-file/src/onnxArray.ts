import { at, type Fault } from '@bcos-bench/vocabulary';
import { onnxFault } from './onnxFault.js';
import type { TensorMessage } from './onnxMessage.js';

/** What numbers are: floats of any width as float32, whole numbers of any width, and truth values, 0 or 1. */
export type Dtype = 'float' | 'int' | 'bool';

/** An array of a file. */
export interface OnnxArray {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Row-major; whole numbers and truth values as doubles. */
  readonly data: Float32Array | Float64Array;
}

/** The bytes of a file that lies beside the ONNX file; null where there is none such. */
export type ExternalFiles = (name: string) => Uint8Array | null;

/** How numbers of a type are written. */
interface Encoding {
  readonly dtype: Dtype;
  readonly bytes: number;
  /** Where a file that does not use raw bytes has them. */
  readonly field: 'floatData' | 'int32Data' | 'int64Data' | 'doubleData' | 'uint64Data';
  readonly read: (view: DataView, at: number) => number;
  /** What a number of the field means, where it is not itself. */
  readonly meaning?: (stored: number) => number;
}

const float16 = (bits: number): number => {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 0x1f, bits & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
};

const scratch = new DataView(new ArrayBuffer(4));
const bfloat16 = (bits: number): number => {
  scratch.setUint32(0, (bits & 0xffff) * 0x10000);
  return scratch.getFloat32(0);
};

const truth = (value: number): number => (value === 0 ? 0 : 1);

/** The types of `TensorProto.DataType` that are read. */
const encodings: ReadonlyMap<number, Encoding> = new Map([
  [1, { dtype: 'float', bytes: 4, field: 'floatData', read: (view, at) => view.getFloat32(at, true) }],
  [2, { dtype: 'int', bytes: 1, field: 'int32Data', read: (view, at) => view.getUint8(at) }],
  [3, { dtype: 'int', bytes: 1, field: 'int32Data', read: (view, at) => view.getInt8(at) }],
  [4, { dtype: 'int', bytes: 2, field: 'int32Data', read: (view, at) => view.getUint16(at, true) }],
  [5, { dtype: 'int', bytes: 2, field: 'int32Data', read: (view, at) => view.getInt16(at, true) }],
  [6, { dtype: 'int', bytes: 4, field: 'int32Data', read: (view, at) => view.getInt32(at, true) }],
  [7, { dtype: 'int', bytes: 8, field: 'int64Data', read: (view, at) => Number(view.getBigInt64(at, true)) }],
  [9, { dtype: 'bool', bytes: 1, field: 'int32Data', read: (view, at) => truth(view.getUint8(at)), meaning: truth }],
  [
    10,
    {
      dtype: 'float',
      bytes: 2,
      field: 'int32Data',
      read: (view, at) => float16(view.getUint16(at, true)),
      meaning: float16,
    },
  ],
  [11, { dtype: 'float', bytes: 8, field: 'doubleData', read: (view, at) => view.getFloat64(at, true) }],
  [12, { dtype: 'int', bytes: 4, field: 'uint64Data', read: (view, at) => view.getUint32(at, true) }],
  [13, { dtype: 'int', bytes: 8, field: 'uint64Data', read: (view, at) => Number(view.getBigUint64(at, true)) }],
  [
    16,
    {
      dtype: 'float',
      bytes: 2,
      field: 'int32Data',
      read: (view, at) => bfloat16(view.getUint16(at, true)),
      meaning: bfloat16,
    },
  ],
] satisfies [number, Encoding][]);

/** What numbers of a type of `TensorProto.DataType` are; null for types that networks have no use for. */
export function dtypeOf(dataType: number): Dtype | null {
  return encodings.get(dataType)?.dtype ?? null;
}

const EXTERNAL = 1;

/**
 * An array of a file, its numbers converted.
 * @param where the file and the array, for errors
 * @throws Fault where its type is not known, or its numbers are not as many as its shape says
 */
export function readArray(tensor: TensorMessage, external: ExternalFiles, where: string): OnnxArray {
  const bad = (what: string): Fault => onnxFault(what, where, 'export the network again with torch.onnx.export');
  const encoding = encodings.get(tensor.dataType);
  if (encoding === undefined) throw bad(`array '${tensor.name}' has the type ${tensor.dataType}, which is not read`);
  const { dims: shape } = tensor;
  const size = shape.reduce((product, n) => product * n, 1);
  if (shape.some((n) => n < 0) || !Number.isSafeInteger(size))
    throw bad(`array '${tensor.name}' has no possible shape`);
  const isExternal = tensor.dataLocation === EXTERNAL;
  const raw = isExternal ? externalBytes(tensor, external, bad) : tensor.rawData;
  if (isExternal || raw.length > 0) {
    if (raw.length !== size * encoding.bytes) {
      throw bad(
        `array '${tensor.name}' of [${shape.join(', ')}] has ${raw.length} bytes, and needs ${size * encoding.bytes}`,
      );
    }
    return { dtype: encoding.dtype, shape, data: fromRaw(raw, size, encoding) };
  }
  const stored = tensor[encoding.field];
  if (stored.length !== size) {
    throw bad(`array '${tensor.name}' of [${shape.join(', ')}] has ${stored.length} numbers, and needs ${size}`);
  }
  const { meaning = (value: number) => value } = encoding;
  return { dtype: encoding.dtype, shape, data: numbersOf(encoding, size, (i) => meaning(at(stored, i))) };
}

function fromRaw(raw: Uint8Array, size: number, encoding: Encoding): Float32Array | Float64Array {
  if (encoding.field === 'floatData') return new Float32Array(new Uint8Array(raw).buffer);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return numbersOf(encoding, size, (i) => encoding.read(view, i * encoding.bytes));
}

function numbersOf({ dtype }: Encoding, size: number, read: (i: number) => number): Float32Array | Float64Array {
  const numbers = dtype === 'float' ? new Float32Array(size) : new Float64Array(size);
  for (let i = 0; i < size; i += 1) numbers[i] = read(i);
  return numbers;
}

function externalBytes(tensor: TensorMessage, external: ExternalFiles, bad: (what: string) => Fault): Uint8Array {
  const { location, offset, length } = externalPlace(tensor);
  const file = external(location);
  if (file === null) throw bad(`array '${tensor.name}' lies in '${location}', which is not there`);
  const end = length === null ? file.length : offset + length;
  if (!(offset >= 0 && offset <= end && end <= file.length)) {
    throw bad(`array '${tensor.name}' lies beyond the end of '${location}'`);
  }
  return file.subarray(offset, end);
}

/** Where an array lies outside of the file. */
interface ExternalPlace {
  readonly location: string;
  readonly offset: number;
  /** Null where it is the rest of the file. */
  readonly length: number | null;
}

function externalPlace({ externalData }: TensorMessage): ExternalPlace {
  const of = new Map(externalData.map(({ key, value }) => [key, value]));
  const length = of.get('length');
  return {
    location: of.get('location') ?? '',
    offset: Number(of.get('offset') ?? 0),
    length: length === undefined ? null : Number(length),
  };
}

/** The name of the file beside the ONNX file that an array lies in; null where it lies in the ONNX file itself. */
export function externalLocation(tensor: TensorMessage): string | null {
  return tensor.dataLocation === EXTERNAL ? externalPlace(tensor).location : null;
}
