import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary';
import { inOrder } from './inOrder.js';

const itself = (place: number): number => place;

it('puts any order right, and passes on what is ready at once', () => {
  fc.assert(
    fc.property(
      fc.nat(20),
      fc.nat(100),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (count, from, keys) => {
        const places = Array.from({ length: count }, (_, i) => from + i);
        const drawn = new Map(places.map((place) => [place, keys.next().value]));
        const shuffled = places.toSorted((a, b) => lookUp(drawn, a) - lookUp(drawn, b));
        expect([...inOrder(shuffled, itself, from)]).toEqual(places);
      },
    ),
  );
  const given: number[] = [];
  const source = function* () {
    for (const place of [1, 0, 2]) {
      given.push(place);
      yield place;
    }
  };
  const ordered = inOrder(source(), itself, 0);
  expect(ordered.next().value).toBe(0);
  expect(given).toEqual([1, 0]);
});

it('does not end as if all had come', () => {
  expect(() => [...inOrder([0, 2], itself, 0)]).toThrow('place 1 is missing');
});
