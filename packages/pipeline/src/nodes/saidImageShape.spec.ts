import { expect, it } from 'vitest';
import { saidImageShape } from './saidImageShape.js';

it.each([
  [{ dataset: 'shapes' }, [32, 32, 3]],
  [{ dataset: 'shapes', size: 28, channels: 1 }, [28, 28, 1]],
  [{ dataset: 'cifar10', train: 100 }, [32, 32, 3]],
  [{ dataset: 'folder', size: 224 }, [224, 224, 3]],
  [{ dataset: 'folder', channels: 1 }, null],
  [{ dataset: 'shapes', size: 'big' }, null],
])('of %j is %j', (data, shape) => {
  expect(saidImageShape({ data })).toEqual(shape);
});
