import { expect, it } from 'vitest';
import { tensorOf } from '../testing/memoryFile.fixture.js';
import { networkNormalisers, normaliserPairs } from './wrapperNormaliser.js';

const arrays = (...names: readonly string[]) => new Map(names.map((name) => [name, tensorOf(name, [3])]));

it.each([
  [['mu', 'sigma']],
  [['mean', 'std']],
  [['normalize.mean', 'normalize.std']],
  [['normalizer.new_mean', 'normalizer.new_std']],
  [['norm.mean', 'norm.std']],
  [['normalise_layer.means', 'normalise_layer.sds']],
  [['0.mean', '0.std']],
  [['preprocess.1.mean', 'preprocess.1.std']],
  [['input_normalization._mean', 'input_normalization._std']],
  [['pixel_mean', 'pixel_std']],
])('knows %j', (names) => {
  const found = networkNormalisers(arrays(...names, 'conv1.weight', 'bn1.running_mean', 'bn1.running_var'));
  expect(found.map(({ names: pair }) => pair)).toEqual([names]);
});

it('takes no pair of another module, half a pair, or statistics of BatchNorm', () => {
  const other = arrays('loss.mean', 'loss.std', 'norm.mean', 'normalize.std', 'bn.running_mean', 'bn.running_var');
  expect(networkNormalisers(other)).toEqual([]);
  expect(normaliserPairs(other).map(({ names }) => names)).toEqual([['loss.mean', 'loss.std']]);
});
