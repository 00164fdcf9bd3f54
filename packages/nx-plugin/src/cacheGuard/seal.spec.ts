import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { seal, unseal } from './seal.js';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const hash = fc.stringMatching(/^\d{1,20}$/);

it('gives back what was sealed', () => {
  fc.assert(
    fc.property(hash, bytes, fc.string(), (name, archive, key) => {
      expect(unseal(name, seal(name, archive, key), key)).toEqual(archive);
    }),
  );
});

it('leaves the archive where it was, so that Nx can read a sealed one', () => {
  const archive = Buffer.from('an archive');
  expect(seal('1', archive, '').subarray(0, archive.length)).toEqual(archive);
});

it('takes nothing that was cut off or changed, wherever that is', () => {
  fc.assert(
    fc.property(hash, bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (name, archive, place, change) => {
      const sealed = seal(name, archive, 'key');
      const broken = place % sealed.length;
      expect(unseal(name, sealed.subarray(0, broken), 'key')).toBeNull();
      sealed[broken] = at(sealed, broken) ^ change;
      expect(unseal(name, sealed, 'key')).toBeNull();
    }),
  );
});

it('takes no result of another hash, of another key or without a seal', () => {
  const archive = Buffer.from('an archive');
  expect(unseal('2', seal('1', archive, 'key'), 'key')).toBeNull();
  expect(unseal('1', seal('1', archive, 'key'), 'other')).toBeNull();
  expect(unseal('1', Buffer.alloc(4096, 1), 'key')).toBeNull();
  expect(unseal('1', Buffer.alloc(0), 'key')).toBeNull();
});
