import { Fault } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { checkpointWeights, requireFloats } from './checkpointWeights.js';
import { memoryFile, tensorOf } from './testing/memoryFile.fixture.js';

it('reads an array when it is asked for, and not before', () => {
  let reads = 0;
  const file = memoryFile(null, { k: [1, 2] });
  const counting = {
    ...file,
    readTensor: (...args: Parameters<typeof file.readTensor>) => (reads++, file.readTensor(...args)),
  };
  const sources = checkpointWeights(counting, new Map([['conv.weight', tensorOf('k', [2])]]));
  expect(reads).toBe(0);
  expect(sources.get('conv.weight')?.shape).toEqual([2]);
  expect(sources.get('conv.weight')?.read()).toEqual(Float32Array.of(1, 2));
  expect(reads).toBe(1);
});

it.each([NaN, Infinity, -Infinity])('refuses %d and names the array', (value) => {
  const file = memoryFile(null, { k: [1, 2, value] });
  const source = checkpointWeights(file, new Map([['conv.weight', tensorOf('k', [3])]])).get('conv.weight');
  expect(() => source?.read()).toThrow(Fault);
  expect(() => source?.read()).toThrow(`weights.pt: conv.weight has ${value} at place 2`);
});

it('lists the kinds of number, and refuses all arrays that hold no weights', () => {
  const half = tensorOf('a', [1], 'float16');
  const whole = tensorOf('b', [1]);
  expect(
    requireFloats(
      new Map([
        ['a', half],
        ['b', whole],
        ['c', half],
      ]),
      'f',
    ),
  ).toEqual(['float16', 'float32']);
  const counted = new Map([
    ['a', half],
    ['q', tensorOf('q', [1], 'int64')],
    ['r', tensorOf('r', [1], 'uint8')],
  ]);
  expect(() => requireFloats(counted, 'a.pt')).toThrow(Fault);
  expect(() => requireFloats(counted, 'a.pt')).toThrow('and q is int64, r is uint8');
});
