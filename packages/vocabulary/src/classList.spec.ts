import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classList, parseClassList } from './classList.js';

describe('parseClassList', () => {
  it.each([
    ['cat,dog', ['cat', 'dog']],
    [' cat , black dog ', ['cat', 'black dog']],
    ['"goldfish, Carassius auratus","tench, Tinca tinca"', ['goldfish, Carassius auratus', 'tench, Tinca tinca']],
    ['"a ""b""", c', ['a "b"', 'c']],
    ['cat,', ['cat', '']],
    ['', ['']],
  ])('reads %j', (text, names) => {
    expect(parseClassList(text)).toEqual(names);
  });

  it.each(['"cat,dog', 'cat "black", dog', '"cat"dog'])('refuses %j', (text) => {
    expect(parseClassList(text)).toBeNull();
  });

  it('reads what is written', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1 });
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (names) => {
        expect(parseClassList(classList(names))).toEqual(names);
      }),
    );
  });
});
