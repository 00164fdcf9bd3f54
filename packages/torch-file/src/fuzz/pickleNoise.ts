import { below, pick, randomBytes } from './draw.js';
import type { Mutation } from './mutation.js';
import * as p from './pickleBytes.js';
import { opcodes } from '../pickle/opcodes/index.js';
import { withPickle, type Sample } from './sample.js';

const zips = ({ format }: Sample): boolean => format === 'zip';
const KNOWN = [...opcodes.keys()];

const repeated = (piece: Buffer, times: number): Buffer => Buffer.alloc(piece.length * times, piece);

/** Pickles that would not end, or would not fit, each as long as `size` says. */
const BOMBS = new Map<string, (size: number) => Buffer>([
  ['lists without end', (size) => repeated(p.EMPTY_LIST, size)],
  ['dicts without end', (size) => repeated(p.EMPTY_DICT, size)],
  ['marks without end', (size) => repeated(p.MARK, size)],
  ['tuples in tuples', (size) => Buffer.concat([p.EMPTY_TUPLE, repeated(Buffer.of(0x85), size), p.STOP])],
  // Every list holds the one before it twice: a walk through all of them takes 2 to the power of their number.
  [
    'lists that double',
    (size) => Buffer.concat([p.EMPTY_TUPLE, repeated(Buffer.from('2\x86', 'latin1'), size), p.STOP]),
  ],
  ['a list in itself', () => Buffer.concat([p.EMPTY_LIST, Buffer.from('2a.')])],
  ['text longer than the file', (size) => Buffer.concat([Buffer.of(0x8d), Buffer.alloc(8, size % 256), p.STOP])],
  ['a whole number of a gigabyte', () => Buffer.from('8b000000400000002e', 'hex')],
  [
    'a memo of large numbers',
    (size) => Buffer.concat([p.NONE, repeated(Buffer.from('r\xff\xff\xff\xff', 'latin1'), size), p.STOP]),
  ],
  ['a line without end', (size) => Buffer.concat([Buffer.from('c'), Buffer.alloc(size, 'a')])],
]);

/** Pickles that are spoilt although their checksums are right. */
export const pickleNoise: readonly Mutation[] = [
  {
    kind: 'noise in a pickle',
    suits: zips,
    allowed: () => 'anything',
    make: (sample, random) =>
      withPickle(sample, (old) => {
        const spoilt = Buffer.from(old);
        for (let left = 1 + below(random, 4); left > 0; left -= 1) {
          const byte = random.uniform() < 0.5 ? below(random, 256) : pick(random, KNOWN);
          spoilt.writeUInt8(byte, below(random, spoilt.length));
        }
        return spoilt;
      }),
  },
  {
    kind: 'a pickle cut and joined',
    suits: zips,
    allowed: () => 'anything',
    make: (sample, random) =>
      withPickle(sample, (old) =>
        Buffer.concat([old.subarray(0, below(random, old.length)), old.subarray(below(random, old.length))]),
      ),
  },
  {
    kind: 'a pickle of random opcodes',
    suits: zips,
    allowed: () => 'anything',
    make: (sample, random) =>
      withPickle(sample, () =>
        p.pickle(
          ...Array.from({ length: below(random, 400) }, () =>
            random.uniform() < 0.9 ? Buffer.of(pick(random, KNOWN)) : randomBytes(random, 4),
          ),
        ),
      ),
  },
  ...[...BOMBS].map(([kind, bomb]): Mutation => ({
    kind,
    suits: zips,
    allowed: () => 'anything',
    make: (sample, random) =>
      withPickle(sample, () => Buffer.concat([p.PROTO_2, bomb(2 ** below(random, 21) + below(random, 100))])),
  })),
];
