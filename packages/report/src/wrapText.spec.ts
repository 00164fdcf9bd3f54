import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortened, wrapText } from './wrapText.js';

describe('wrapText', () => {
  it('breaks at spaces', () => {
    expect(wrapText('contribution map of the attacked input', 21)).toEqual([
      'contribution map of',
      'the attacked input',
    ]);
  });
  it('keeps every word, and goes over the length for single words only', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 20 }), (text, length) => {
        const lines = wrapText(text, length);
        expect(lines.join(' ')).toBe(text.trim().replace(/\s+/g, ' '));
        expect(lines.filter((line) => line.length > length && line.includes(' '))).toEqual([]);
      }),
    );
  });
});

describe('shortened', () => {
  it.each([
    ['automobile', 10, 'automobile'],
    ['automobiles', 10, 'automobil…'],
    ['👩‍🚀👩‍🚀👩‍🚀', 2, '👩‍🚀…'],
  ])('%s in %i characters is %s', (text, length, result) => {
    expect(shortened(text, length)).toBe(result);
  });
});
