import { describe, expect, it } from 'vitest';
import { fontFaces } from './typeface.js';

describe('fontFaces', () => {
  it('holds the glyphs that are needed and no others', async () => {
    const [few, many] = [await fontFaces('abc'), await fontFaces('abcdefghijklmnopqrstuvwxyzABCDEFGHIJ')];
    expect(few.length).toBeLessThan(many.length / 2);
    expect(many.length).toBeLessThan(40_000);
  });
  it('does not depend on the order of the text, nor on how often a character is in it', async () => {
    expect(await fontFaces('ba ab ℓ')).toBe(await fontFaces('ℓ ab'));
  });
  it('takes text that the font has no glyphs for', async () => {
    expect((await fontFaces('日本')).match(/font-weight:\d+/g)).toEqual(['font-weight:400', 'font-weight:600']);
  });
});
