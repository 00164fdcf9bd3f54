/** How the numbers of a storage are written: bytes a number, and how to read one; null where no float32 stands for it. */
interface NumberFormat {
  readonly width: number;
  readonly read: ((view: DataView, at: number, littleEndian: boolean) => number) | null;
}

/** float16 (IEEE 754 binary16) of its 16 bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const toFloat = new DataView(new ArrayBuffer(4));

/** bfloat16 of its 16 bits: they are the upper half of a float32. */
function brain(bits: number): number {
  toFloat.setUint16(0, bits);
  return toFloat.getFloat32(0);
}

/** float8 e4m3fn of its 8 bits: a bias of 7, no infinities, and one NaN of each sign. */
function eighth(bits: number): number {
  const sign = bits & 0x80 ? -1 : 1;
  const exponent = (bits >> 3) & 0xf;
  const fraction = bits & 0x7;
  if ((bits & 0x7f) === 0x7f) return NaN;
  return exponent === 0 ? sign * fraction * 2 ** -9 : sign * (1 + fraction / 8) * 2 ** (exponent - 7);
}

/** The number formats by PyTorch's names for them. */
const dtypes = {
  float64: { width: 8, read: (view, at, little) => view.getFloat64(at, little) },
  float32: { width: 4, read: (view, at, little) => view.getFloat32(at, little) },
  float16: { width: 2, read: (view, at, little) => half(view.getUint16(at, little)) },
  bfloat16: { width: 2, read: (view, at, little) => brain(view.getUint16(at, little)) },
  int64: { width: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  int32: { width: 4, read: (view, at, little) => view.getInt32(at, little) },
  int16: { width: 2, read: (view, at, little) => view.getInt16(at, little) },
  int8: { width: 1, read: (view, at) => view.getInt8(at) },
  uint64: { width: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  uint32: { width: 4, read: (view, at, little) => view.getUint32(at, little) },
  uint16: { width: 2, read: (view, at, little) => view.getUint16(at, little) },
  uint8: { width: 1, read: (view, at) => view.getUint8(at) },
  bool: { width: 1, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
  complex64: { width: 8, read: null },
  complex128: { width: 16, read: null },
  qint8: { width: 1, read: null },
  quint8: { width: 1, read: null },
  qint32: { width: 4, read: null },
  float8_e4m3fn: { width: 1, read: (view, at) => eighth(view.getUint8(at)) },
  // The upper byte of a float16.
  float8_e5m2: { width: 1, read: (view, at) => half(view.getUint8(at) << 8) },
} as const satisfies Record<string, NumberFormat>;

/** The name of a number format, as in PyTorch. */
export type Dtype = keyof typeof dtypes;

/** The format of a name, typed for any of them. */
export function numberFormat(dtype: Dtype): NumberFormat {
  return dtypes[dtype];
}

/** Whether PyTorch has a number format of this name that is known here. */
export function isDtype(name: string): name is Dtype {
  return Object.hasOwn(dtypes, name);
}
