import type { RandomStream } from '@bcos-bench/random';
import { below, pick } from './draw.js';
import type { Mutation } from './mutation.js';
import * as p from './pickleBytes.js';
import type { Sample } from './sample.js';
import { zipBytes } from './zipBytes.js';

/** What a tensor says of itself. */
interface Claim {
  readonly elements: bigint | number;
  readonly offset: bigint | number;
  readonly shape: readonly (bigint | number)[];
  readonly strides: readonly (bigint | number)[];
  readonly dtype?: string;
}

/** The numbers that the storage of every claim really has. */
const HELD = 12;

/** A zip file of one tensor of which `claim` is said. */
function claimed({ elements, offset, shape, strides, dtype = 'FloatStorage' }: Claim): Buffer {
  const storage = [p.binunicode('storage'), p.global('torch', dtype), p.binunicode('0'), p.binunicode('cpu')];
  const tensor = Buffer.concat([
    p.global('torch._utils', '_rebuild_tensor_v2'),
    p.tuple(
      p.tuple(...storage, p.whole(elements)),
      p.BINPERSID,
      p.whole(offset),
      p.tuple(...shape.map(p.whole)),
      p.tuple(...strides.map(p.whole)),
    ),
    p.REDUCE,
  ]);
  return zipBytes([
    { name: 'forged/data.pkl', bytes: p.pickle(p.entry('w', tensor)) },
    { name: 'forged/data/0', bytes: Buffer.alloc(HELD * 4, 1) },
  ]);
}

const truth: Claim = { elements: HELD, offset: 0, shape: [3, 4], strides: [4, 1] };
const HUGE = [2n ** 31n, 2n ** 32n + 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n + 12n, 2n ** 100n];

/** One of the axes of a claim changed. */
function changed(random: RandomStream, sizes: Claim['shape'], value: bigint | number): Claim['shape'] {
  return sizes.with(below(random, sizes.length), value);
}

const claims = new Map<string, (random: RandomStream) => Claim>([
  ['a storage larger than its record', (random) => ({ ...truth, elements: pick(random, [13, 4096, ...HUGE]) })],
  [
    'a storage of another dtype',
    (random) => ({ ...truth, dtype: pick(random, ['DoubleStorage', 'HalfStorage', 'X']) }),
  ],
  ['negative strides', (random) => ({ ...truth, strides: changed(random, truth.strides, -1 - below(random, 9)) })],
  [
    'strides out of the storage',
    (random) => ({ ...truth, strides: changed(random, truth.strides, pick(random, [9, 99, ...HUGE])) }),
  ],
  ['a negative shape', (random) => ({ ...truth, shape: changed(random, truth.shape, -1 - below(random, 9)) })],
  ['a huge shape', (random) => ({ ...truth, shape: changed(random, truth.shape, pick(random, HUGE)) })],
  ['a huge shape of strides 0', (random) => ({ ...truth, shape: [pick(random, HUGE), 4], strides: [0, 0] })],
  ['an offset out of the storage', (random) => ({ ...truth, offset: pick(random, [-1, 1, 12, ...HUGE]) })],
  ['another number of strides', () => ({ ...truth, strides: [1] })],
  [
    'more axes than there can be',
    () => ({ ...truth, shape: Array<number>(4096).fill(1), strides: Array<number>(4096).fill(0) }),
  ],
]);

/** Whether a mutation that needs no sample is made of this one: once is enough. */
const once = ({ format }: Sample): boolean => format === 'zip';

/** Tensors that lie about where their numbers are. */
export const forgedTensors: readonly Mutation[] = [
  ...[...claims].map(([kind, claim]): Mutation => ({
    kind,
    suits: once,
    allowed: () => 'nothing',
    make: (_, random) => claimed(claim(random)),
  })),
  {
    kind: 'a huge shape with a 0 in it',
    suits: once,
    allowed: () => 'anything',
    make: (_, random) => claimed({ ...truth, shape: [pick(random, [2 ** 31, 2 ** 53 - 1]), 0] }),
  },
];
