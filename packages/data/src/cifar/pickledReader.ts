import { asArray, asDict, pickleIn, type PickleDict, type PickleValue } from '@bcos-bench/torch-file';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { CifarReader } from './cifarForm.js';
import { imageOfPlanes, PLANES_BYTES } from './planes.js';

/** Where class names and labels stand. */
export interface PickledKeys {
  /** The file of class names, and its key. */
  readonly meta: string;
  readonly namesKey: string;
  /** The key of labels in files of images. */
  readonly labelsKey: string;
}

/** Reads pickles of dicts, with the unpickler for PyTorch's files, which runs nothing. */
export function pickledReader({ meta, namesKey, labelsKey }: PickledKeys): CifarReader {
  return {
    open: (bytes, where) => {
      const dict = dictIn(bytes, where);
      const labels = numbersOf(dict.entries.get(labelsKey), `'${labelsKey}'`, where);
      const data = asArray(dict.entries.get('data'));
      const [count, width] = data?.shape ?? [];
      if (data?.type?.code !== 'u1' || width !== PLANES_BYTES || count !== labels.length) {
        throw unfit(`holds no 'data' of ${labels.length} rows of ${PLANES_BYTES} bytes`, where);
      }
      return { labels, image: (number) => imageOfPlanes(data.bytes, number * PLANES_BYTES) };
    },
    classes: async ({ read, whereIs }) => {
      const where = whereIs(meta);
      const items = itemsOf(dictIn(await read(meta), where).entries.get(namesKey)) ?? [];
      const names = items.map(textOf).filter((name) => name !== null);
      if (names.length < 2 || names.length !== items.length) throw unfit(`holds no '${namesKey}'`, where);
      return names;
    },
  };
}

/** The dict of a pickle, its keys as text: those of Python 2 may be bytes. */
function dictIn(bytes: Uint8Array, where: string): PickleDict {
  const dict = asDict(pickleIn(bytes, where));
  if (dict === null) throw unfit('holds no dict', where);
  return { ...dict, entries: new Map([...dict.entries].map(([key, value]) => [textOf(key) ?? key, value])) };
}

function textOf(value: PickleValue): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value?.kind === 'bytes' ? Buffer.from(value.bytes).toString('utf8') : null;
}

function itemsOf(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  return typeof value === 'object' && value?.kind === 'list' ? value.items : undefined;
}

function numbersOf(value: PickleValue | undefined, what: string, where: string): number[] {
  const numbers = (itemsOf(value) ?? []).filter((item) => typeof item === 'number' && Number.isInteger(item));
  if (numbers.length === 0 || numbers.length !== itemsOf(value)?.length) {
    throw unfit(`holds no list ${what} of whole numbers`, where);
  }
  return numbers.map(Number);
}

function unfit(what: string, where: string): Fault {
  return new Fault({ what, where, remedy: 'unpack or download the archive again' });
}
