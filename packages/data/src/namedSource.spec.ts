import { expect, it } from 'vitest';
import { namedSource } from './namedSource.js';

it('is what --source says, or else the first variable that is set', () => {
  const kind = { variables: ['CIFAR10_DIR', 'DATA_DIR'] };
  expect(namedSource('/a', kind, { CIFAR10_DIR: '/b' })).toBe('/a');
  expect(namedSource(undefined, kind, { CIFAR10_DIR: '/b', DATA_DIR: '/c' })).toBe('/b');
  expect(namedSource(undefined, kind, { CIFAR10_DIR: '', DATA_DIR: '/c' })).toBe('/c');
  expect(namedSource(undefined, { variables: [] }, { DATA_DIR: '/c' })).toBeUndefined();
  expect(namedSource(undefined, kind, {})).toBeUndefined();
});
