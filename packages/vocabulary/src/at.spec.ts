import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at, byteAt, float32At, float64At, last, lookUp, only } from './at.js';

it('has each element of any list', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1 }), (numbers) => {
      numbers.forEach((number, place) => {
        expect(at(numbers, place)).toBe(number);
        expect(byteAt(Uint8Array.from(numbers), place)).toBe(number);
        expect(float32At(Float32Array.from(numbers), place)).toBe(number);
        expect(float64At(Float64Array.from(numbers), place)).toBe(number);
      });
      expect(last(numbers)).toBe(numbers.at(-1));
    }),
  );
});

it.each([-1, 3, 0.5, NaN])('throws at %d of three, and says so', (place) => {
  const line = `there is no element ${place}: the list has 3`;
  for (const list of [[1, 2, 3], Int32Array.of(1, 2, 3)]) expect(() => at(list, place)).toThrow(line);
  expect(() => byteAt(new Uint8Array(3), place)).toThrow(line);
  expect(() => float32At(new Float32Array(3), place)).toThrow(line);
  expect(() => float64At(new Float64Array(3), place)).toThrow(line);
});

it('takes null and 0 for the elements that they are', () => {
  expect([at([null], 0), at([0], 0), at([''], 0), only([false])]).toEqual([null, 0, '', false]);
});

it('has no last of none', () => {
  expect(() => last([])).toThrow('there is no element -1: the list has 0');
});

it.each([[[]], [[1, 2]]])('has no only one of %j', (list) => {
  expect(() => only(list)).toThrow(`the list has ${list.length} elements, not one`);
});

it('has the value of a key, and throws for a key without one', () => {
  const map = new Map([['a', 0]]);
  expect(lookUp(map, 'a')).toBe(0);
  expect(() => lookUp(map, 'b')).toThrow('nothing is under b, among 1');
});
