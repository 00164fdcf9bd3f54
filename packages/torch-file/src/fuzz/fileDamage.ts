import { below, randomBytes } from './draw.js';
import type { Allowed, Mutation } from './mutation.js';
import type { Sample } from './sample.js';

const all = (): boolean => true;

/** A damaged file with checksums is either refused or read right. */
function asChecked({ checked }: Sample): Allowed {
  return checked ? 'the same' : 'anything';
}

/** Damage as disks and networks do it. */
export const fileDamage: readonly Mutation[] = [
  {
    kind: 'bit flips',
    suits: all,
    allowed: asChecked,
    make: ({ bytes }, random) => {
      const spoilt = Buffer.from(bytes);
      for (let flips = 1 + below(random, 8); flips > 0; flips -= 1) {
        const place = below(random, spoilt.length);
        spoilt.writeUInt8(spoilt.readUInt8(place) ^ (1 << below(random, 8)), place);
      }
      return spoilt;
    },
  },
  {
    kind: 'cut at the end',
    suits: all,
    allowed: asChecked,
    make: ({ bytes }, random) => bytes.subarray(0, below(random, bytes.length)),
  },
  {
    kind: 'cut in the middle',
    suits: all,
    allowed: asChecked,
    make: ({ bytes }, random) => {
      const from = below(random, bytes.length);
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + below(random, 64))]);
    },
  },
  {
    kind: 'bytes put in',
    suits: all,
    allowed: asChecked,
    make: ({ bytes }, random) => {
      const from = below(random, bytes.length);
      return Buffer.concat([bytes.subarray(0, from), randomBytes(random, 1 + below(random, 64)), bytes.subarray(from)]);
    },
  },
  {
    kind: 'noise from end to end',
    suits: all,
    allowed: () => 'nothing',
    make: ({ bytes }, random) => {
      const head = below(random, 16);
      return Buffer.concat([bytes.subarray(0, head), randomBytes(random, bytes.length - head)]);
    },
  },
];
