import { describe, expect, it } from 'vitest';
import { vectorFamily } from './vectorFamily.js';

describe('vectorFamily', () => {
  it.each([
    ['avx avx2 fma avx512f avx512bw avx512dq avx512vl', 'avx512'],
    ['avx avx2 fma avx512f', 'avx2'],
    ['avx avx2', 'avx'],
    ['sse4_2', 'plain'],
  ])('of %s is %s', (flags, family) => {
    expect(vectorFamily(new Set(flags.split(' ')))).toBe(family);
  });
});
