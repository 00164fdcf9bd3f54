import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageOutcomesSchema, packOutcomes, unpackOutcomes } from './imageOutcomes.js';

const outcomes = fc
  .uniqueArray(fc.tuple(fc.nat(3000), fc.boolean(), fc.boolean()), { selector: ([image]) => image })
  .map((rows) => ({
    before: new Map(rows.map(([image, before]) => [image, before])),
    after: new Map(rows.map(([image, , after]) => [image, after])),
  }));

describe('packOutcomes', () => {
  it('holds ranges of numbers, and a bit for each image, the first the highest', () => {
    const after = new Map([2, 3, 4, 7, 0].map((image) => [image, image === 0 || image === 7]));
    expect(packOutcomes(after, after)).toEqual({ images: '0,2-4,7', before: 'iA==', after: 'iA==' });
  });

  it('is few characters for many images', () => {
    const after = new Map(Array.from({ length: 10_000 }, (_, image) => [image, true]));
    expect(JSON.stringify(packOutcomes(after, after)).length).toBeLessThan(3500);
  });

  it('is unpacked to what it was', () => {
    fc.assert(
      fc.property(outcomes, ({ before, after }) => {
        const packed = imageOutcomesSchema.parse(packOutcomes(before, after));
        const found = unpackOutcomes(packed);
        expect(new Map([...found.before].sort())).toEqual(new Map([...before].sort()));
        expect(new Map([...found.after].sort())).toEqual(new Map([...after].sort()));
      }),
    );
  });
});

describe('imageOutcomesSchema', () => {
  it.each([
    [{ images: '0-63', before: 'AA==', after: 'AA==' }, 'must have a bit for each image: 8 bytes'],
    [{ images: '3-1', before: '', after: '' }, 'must be rising numbers of images'],
    [{ images: '1-3,2', before: 'AA==', after: 'AA==' }, 'must be rising numbers of images'],
    [{ images: '0-99999999', before: '', after: '' }, 'must be rising numbers of images'],
    [{ images: 'all', before: '', after: '' }, 'must be numbers such as 0-63,70'],
  ])('refuses %j', (packed, message) => {
    expect(imageOutcomesSchema.safeParse(packed).error?.issues[0]?.message).toBe(message);
  });
});
