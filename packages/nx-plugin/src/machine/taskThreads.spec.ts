import { describe, expect, it } from 'vitest';
import { taskThreads } from './taskThreads.js';

describe('taskThreads', () => {
  it('is one, on a machine of any number of cores', () => {
    expect(taskThreads({})).toBe(1);
    expect(taskThreads({ BCOS_THREADS: '' })).toBe(1);
  });

  it('is what BCOS_THREADS says', () => {
    expect(taskThreads({ BCOS_THREADS: '3' })).toBe(3);
  });

  it.each(['0', '-2', 'all'])("refuses BCOS_THREADS='%s'", (text) => {
    expect(() => taskThreads({ BCOS_THREADS: text })).toThrow('environment variable BCOS_THREADS');
  });
});
