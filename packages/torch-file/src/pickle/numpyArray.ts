import type { NumpyArray, PickleValue } from './value.js';

/** What a pickle says of an array. */
interface SaidArray {
  readonly type: PickleValue;
  readonly shape: PickleValue;
  readonly bytes: PickleValue;
  readonly fortran: boolean;
}

/** An array that BUILD gives its numbers. */
export function emptyArray(): NumpyArray {
  return { kind: 'numpy-array', type: null, shape: [], bytes: new Uint8Array() };
}

/** An array that a pickle makes in one step. */
export function arrayOf(said: SaidArray, refuse: (what: string) => never): NumpyArray {
  const made = emptyArray();
  fill(made, said, refuse);
  return made;
}

/**
 * Gives an array the state that NumPy writes: a version, the shape, the type, whether the order is Fortran's, and the bytes. Objects and
 * numbers of other types stay out of it, because no checkpoint needs them.
 */
export function fillArray(target: NumpyArray, state: PickleValue, refuse: (what: string) => never): void {
  const [, shape, type, fortran, bytes] =
    typeof state === 'object' && state?.kind === 'tuple' ? state.items : ([] as readonly PickleValue[]);
  if (shape === undefined || type === undefined || bytes === undefined) return;
  fill(target, { type, shape, bytes, fortran: fortran !== false }, refuse);
}

function fill(target: NumpyArray, { type, shape, bytes, fortran }: SaidArray, refuse: (what: string) => never): void {
  const content = bytesOf(bytes);
  const lengths = lengthsOf(shape);
  if (typeof type !== 'object' || type?.kind !== 'numpy-type' || content === null || lengths === null) return;
  const width = /^[biuf]([1248])$/.exec(type.code)?.[1];
  if (width === undefined || (fortran && lengths.length > 1)) return;
  const due = lengths.reduce((product, length) => product * length, Number(width));
  if (content.length !== due) refuse(`holds an array of NumPy of ${content.length} bytes, not ${due}`);
  target.type = type;
  target.shape = lengths;
  target.bytes = content;
}

/** Bytes, or the text that they are in a pickle of Python 2. */
function bytesOf(value: PickleValue): Uint8Array | null {
  if (typeof value === 'string') return Buffer.from(value, 'latin1');
  return typeof value === 'object' && value?.kind === 'bytes' ? value.bytes : null;
}

function lengthsOf(value: PickleValue): number[] | null {
  if (typeof value !== 'object' || value?.kind !== 'tuple') return null;
  const lengths = value.items.filter((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0);
  return lengths.length === value.items.length ? lengths.map(Number) : null;
}
