import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberAddress, readNumberAddress } from './numberAddress.js';

it('brings every number back', () => {
  const place = fc.record({ part: fc.string(), row: fc.string(), column: fc.string(), place: fc.nat(999_999) });
  fc.assert(
    fc.property(place, (number) => {
      expect(readNumberAddress(numberAddress(number))).toEqual(number);
    }),
  );
});

it('is of no other part of the page', () => {
  expect(readNumberAddress('#section-tables')).toBeNull();
  expect(readNumberAddress('#number?part=a&row=b&column=c&place=-1')).toBeNull();
});
