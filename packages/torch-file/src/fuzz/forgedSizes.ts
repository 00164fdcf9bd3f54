import { deflateRawSync } from 'node:zlib';
import { below, pick } from './draw.js';
import type { Mutation } from './mutation.js';
import { rezipped, type Sample } from './sample.js';
import { zipBytes, type ZipPart } from './zipBytes.js';

const zips = ({ format }: Sample): boolean => format === 'zip';
const SIZES = [0, 1, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const MEGABYTE = 2 ** 20;

/** The signature of the end of a zip file's directory in 64 bits, and of what says where it is. */
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;

/** A file with a directory end in 64 bits that says what `numbers` are: entries, size and place of the directory. */
function withEnd64({ entries }: Sample, numbers: readonly bigint[], locator: bigint | null): Buffer {
  const plain = zipBytes([...entries].map(([name, bytes]) => ({ name, bytes })));
  const split = plain.length - 22;
  const end = Buffer.alloc(56);
  end.writeUInt32LE(END_64, 0);
  numbers.forEach((number, i) => end.writeBigUInt64LE(number, 32 + 8 * i));
  const place = Buffer.alloc(20);
  place.writeUInt32LE(LOCATOR_64, 0);
  place.writeBigUInt64LE(locator ?? BigInt(split), 8);
  return Buffer.concat([plain.subarray(0, split), end, place, plain.subarray(split)]);
}

const HUGE = [0n, 1n, 2n ** 31n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n];

/** Zip files that lie about their sizes, or are small and would become large. */
export const forgedSizes: readonly Mutation[] = [
  {
    kind: 'lying sizes of an entry',
    suits: zips,
    allowed: () => 'the same',
    make: (sample, random) => {
      const chosen = pick(random, [...sample.entries.keys()]);
      const field = pick(random, ['compressedSize', 'uncompressedSize', 'offset', 'both'] as const);
      const size = random.uniform() < 0.5 ? pick(random, SIZES) : below(random, 2 * sample.bytes.length);
      const lie = field === 'both' ? { compressedSize: size, uncompressedSize: size } : { [field]: size };
      return rezipped(sample, (part) => (part.name === chosen ? { ...part, ...lie } : part));
    },
  },
  {
    kind: 'a lying end of the directory',
    suits: zips,
    allowed: () => 'the same',
    make: ({ entries }, random) => {
      const parts = [...entries].map(([name, bytes]) => ({ name, bytes }));
      const lie = pick(random, ['entries', 'directoryOffset'] as const);
      return zipBytes(parts, { [lie]: pick(random, SIZES.slice(0, lie === 'entries' ? 3 : SIZES.length)) });
    },
  },
  {
    kind: 'a lying end of the directory, 64 bits',
    suits: zips,
    allowed: () => 'the same',
    make: (sample, random) =>
      withEnd64(
        sample,
        [0, 1, 2].map(() => pick(random, HUGE)),
        random.uniform() < 0.5 ? null : pick(random, HUGE),
      ),
  },
  {
    kind: 'a zip bomb by compression',
    suits: zips,
    allowed: () => 'nothing',
    make: (sample, random) => {
      const size = (1 + below(random, 8)) * MEGABYTE;
      const bomb = deflateRawSync(Buffer.alloc(size, ']'), { level: 9 });
      return rezipped(sample, (part): ZipPart =>
        part.name.endsWith('data.pkl') ? { ...part, bytes: bomb, method: 8, uncompressedSize: size } : part,
      );
    },
  },
  {
    kind: 'a zip bomb by overlap',
    suits: zips,
    allowed: () => 'nothing',
    make: ({ entries }, random) => {
      const parts: ZipPart[] = [...entries].map(([name, bytes]) => ({ name, bytes }));
      const copies = 2 + below(random, 2000);
      const quoted = Array.from({ length: copies }, (): ZipPart => ({ name: 'archive/same', bytes: Buffer.alloc(0) }));
      const same = pick(random, [true, false]);
      return zipBytes([
        ...parts,
        ...quoted.map((part, i) => ({ ...part, name: same ? part.name : `${part.name}${i}`, offset: 0 })),
      ]);
    },
  },
];
