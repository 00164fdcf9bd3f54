import { DataType, Precision } from 'apache-arrow';

/** Numbers as the project reads them. */
export type Numbers = Int32Array | Uint8Array | Float32Array;

/** What the numbers of a column are read as. */
export interface ColumnKind<Values extends Numbers> {
  readonly name: string;
  /** Whether a column of this type is read so. */
  readonly takes: (type: DataType) => boolean;
  readonly make: (length: number) => Values;
  readonly is: (stored: unknown) => stored is Values;
}

/** Whole numbers of whatever width: those that do not fit are refused one by one. */
export const int32: ColumnKind<Int32Array> = {
  name: 'whole numbers',
  takes: (type) => DataType.isInt(type),
  make: (length) => new Int32Array(length),
  is: (stored) => stored instanceof Int32Array,
};

export const uint8: ColumnKind<Uint8Array> = {
  name: 'uint8',
  takes: (type) => DataType.isInt(type) && type.bitWidth === 8 && !type.isSigned,
  make: (length) => new Uint8Array(length),
  is: (stored) => stored instanceof Uint8Array,
};

export const float32: ColumnKind<Float32Array> = {
  name: 'float32',
  takes: (type) => DataType.isFloat(type) && type.precision === Precision.SINGLE,
  make: (length) => new Float32Array(length),
  is: (stored) => stored instanceof Float32Array,
};
