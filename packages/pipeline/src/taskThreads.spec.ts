import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { taskThreads } from './taskThreads.js';

describe('taskThreads', () => {
  it('gives a training all cores and an attack one', () => {
    expect(taskThreads('train', {})).toBe(availableParallelism());
    expect(taskThreads('attack', {})).toBe(1);
    expect(taskThreads('explain', { BCOS_THREADS: '' })).toBe(1);
  });

  it('does what BCOS_THREADS says', () => {
    expect(taskThreads('train', { BCOS_THREADS: '3' })).toBe(3);
    expect(taskThreads('attack', { BCOS_THREADS: '3' })).toBe(3);
  });

  it.each(['0', '-2', 'all'])("refuses BCOS_THREADS='%s'", (text) => {
    expect(() => taskThreads('train', { BCOS_THREADS: text })).toThrow('environment variable BCOS_THREADS');
  });
});
