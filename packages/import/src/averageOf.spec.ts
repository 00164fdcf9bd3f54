import { expect, it } from 'vitest';
import { averageOf } from './averageOf.js';
import { tensorOf } from './testing/memoryFile.fixture.js';

const trained = new Map([
  ['conv1.weight', tensorOf('0', [2])],
  ['bn1.running_mean', tensorOf('1', [3])],
]);

it('takes the buffers that the average lacks from the trained network, and no weights', () => {
  const { arrays, completed } = averageOf(new Map([['conv1.weight', tensorOf('8', [2])]]), trained);
  expect([...arrays].map(([name, { storage }]) => [name, storage.key])).toEqual([
    ['conv1.weight', '8'],
    ['bn1.running_mean', '1'],
  ]);
  expect(completed).toEqual(['bn1.running_mean']);
  expect([...averageOf(new Map([['bn1.running_mean', tensorOf('9', [3])]]), trained).arrays.keys()]).toEqual([
    'bn1.running_mean',
  ]);
});

it('gives names without dots the dots of the trained ones', () => {
  const { arrays } = averageOf(
    new Map([
      ['conv1weight', tensorOf('8', [2])],
      ['decay', tensorOf('7', [])],
    ]),
    trained,
  );
  expect([...arrays.keys()]).toEqual(['conv1.weight', 'decay', 'bn1.running_mean']);
});
