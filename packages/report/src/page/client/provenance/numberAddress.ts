/** Which number of the page: the part it is in, its row and column by their heads, and its place in the cell. */
export interface NumberPlace {
  readonly part: string;
  readonly row: string;
  readonly column: string;
  readonly place: number;
}

const PREFIX = '#number?';

/** The part of an address that opens a number, such as `#number?part=table-1&row=ResNet-8&column=natural&place=0`. */
export function numberAddress({ part, row, column, place }: NumberPlace): string {
  return PREFIX + new URLSearchParams({ part, row, column, place: String(place) }).toString();
}

/** The number that a fragment of an address names; null where it names another part of the page. */
export function readNumberAddress(hash: string): NumberPlace | null {
  if (!hash.startsWith(PREFIX)) return null;
  const words = new URLSearchParams(hash.slice(PREFIX.length));
  const [part, row, column, place] = ['part', 'row', 'column', 'place'].map((name) => words.get(name) ?? '');
  if (part === undefined || row === undefined || column === undefined || !/^\d{1,6}$/.test(place ?? '')) return null;
  return { part, row, column, place: Number(place) };
}
