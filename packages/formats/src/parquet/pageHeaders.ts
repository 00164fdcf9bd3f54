import { readThriftStructure, type ByteCursor, type ThriftStructure } from './compactThrift.js';

/** The most bytes that a page may say it unpacks to. */
const MOST_UNPACKED = 2 ** 30;

/** The number of a page's type. */
const [DATA_PAGE, DICTIONARY_PAGE, DATA_PAGE_V2] = [0, 2, 3];
/** The field of a page's header that says more of it, by the page's type; its first field is a number of values. */
const OWN_HEADERS: ReadonlyMap<number, number> = new Map([
  [DATA_PAGE, 5],
  [DICTIONARY_PAGE, 7],
  [DATA_PAGE_V2, 8],
]);

/**
 * Checks what each page of a column chunk says of itself: the library that unpacks them loops for ever over a page without the length
 * of its levels, or with a size below 0, and allocates what a page says.
 * @param chunk the bytes of the column chunk
 * @param values how many values the chunk says it has
 * @throws RangeError where a page cannot be what it says
 */
export function requireSoundPages(chunk: Uint8Array, values: number): void {
  const cursor: ByteCursor = { bytes: chunk, place: 0 };
  // The library stops before a last byte, too.
  while (cursor.place < chunk.length - 1) {
    const header = readThriftStructure(cursor);
    const [type, unpacked, packed] = [countOf(header, 1), countOf(header, 2), countOf(header, 3)];
    if (unpacked > MOST_UNPACKED || cursor.place + packed > chunk.length) throw new RangeError('a page is cut');
    const field = OWN_HEADERS.get(type);
    if (field !== undefined) requireOwnHeader(header.get(field), { type, packed, unpacked, values });
    cursor.place += packed;
  }
}

/** What a page says of itself, and the number of values of its column chunk. */
interface Page {
  readonly type: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly values: number;
}

function requireOwnHeader(own: number | ThriftStructure | undefined, { type, packed, unpacked, values }: Page): void {
  if (typeof own !== 'object') throw new RangeError('a page says nothing of its values');
  const most = type === DICTIONARY_PAGE ? unpacked : values;
  if (countOf(own, 1) > most) throw new RangeError('a page says that it has too many values');
  if (type !== DATA_PAGE_V2) return;
  const [nulls, rows, levels] = [countOf(own, 2), countOf(own, 3), countOf(own, 5) + countOf(own, 6)];
  if (nulls > countOf(own, 1) || rows > countOf(own, 1)) throw new RangeError('a page has fewer values than rows');
  if (levels > Math.min(packed, unpacked)) throw new RangeError('the levels of a page are cut');
}

function countOf(header: ThriftStructure, field: number): number {
  const value = header.get(field);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError('a page lacks a count of itself');
}
