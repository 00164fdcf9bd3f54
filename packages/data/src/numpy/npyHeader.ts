import { at } from '@bcos-bench/vocabulary/at';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { beginsAs } from '@bcos-bench/vocabulary/fileSignatures';

/** What an array file of NumPy says before its numbers. */
export interface NpyHeader {
  /** The type of its numbers as NumPy writes it, such as `|u1` or `<i8`. */
  readonly type: string;
  readonly shape: readonly number[];
  /** Where its numbers begin, in bytes. */
  readonly start: number;
}

/** The bytes that hold the length of the header, by version of the format. */
const LENGTH_BYTES: ReadonlyMap<number, number> = new Map([
  [1, 2],
  [2, 4],
  [3, 4],
]);
const MAGIC_BYTES = 6;
/** As many first bytes as a header has at most: NumPy's own limit, and what is before it. */
export const MOST_HEADER_BYTES = 10_000 + 12;
const REMEDY = 'save the array again with numpy.save';

/**
 * Reads the header of an array file (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). It is a literal of Python, which is
 * matched, never evaluated.
 * @param head the first bytes of the file, `MOST_HEADER_BYTES` of them or all
 * @throws Fault where it is none, or holds an array in Fortran's order
 */
export function parseNpyHeader(head: Buffer, where: string): NpyHeader {
  const fault = (what: string): Fault => new Fault({ what, where, remedy: REMEDY });
  if (!beginsAs('numpy', head) || head.length < 12) throw fault('is no array of NumPy');
  const version = at(head, MAGIC_BYTES);
  const lengthBytes = LENGTH_BYTES.get(version);
  if (lengthBytes === undefined) throw fault(`is of version ${version} of the format, and versions 1 to 3 are known`);
  const start = MAGIC_BYTES + 2 + lengthBytes;
  const length = head.readUIntLE(MAGIC_BYTES + 2, lengthBytes);
  if (start + length > head.length) throw fault('has a damaged header');
  const text = head.toString('latin1', start, start + length);
  const [type, order, shape] = [
    /'descr': *'([^']{2,8})'/.exec(text),
    /'fortran_order': *(True|False)/.exec(text),
    /'shape': *\(([\d, ]*)\)/.exec(text),
  ];
  if (type === null || order === null || shape === null) throw fault('has a header that does not say type and shape');
  if (at(order, 1) === 'True') throw fault("has its numbers in Fortran's order; numpy.ascontiguousarray changes it");
  const lengths = at(shape, 1)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map(Number);
  if (!lengths.every(Number.isSafeInteger)) throw fault(`has the impossible shape (${at(shape, 1)})`);
  return { type: at(type, 1), shape: lengths, start: start + length };
}
