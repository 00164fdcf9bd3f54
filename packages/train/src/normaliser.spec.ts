import { networkFamilies } from '@bcos-bench/models';
import { expect, it } from 'vitest';
import { normaliserOf, normaliserOriginOf } from './normaliser.js';

const dataset = { channelMean: [0.1, 0.2, 0.3], channelStd: [0.4, 0.5, 0.6] };

const normaliserFor = (name: string) => {
  const family = networkFamilies.get(name);
  return family === undefined ? undefined : normaliserOf(family, dataset);
};

it.each([
  ['resnet20', { mean: [0.1, 0.2, 0.3], std: [0.4, 0.5, 0.6] }],
  ['resnet50', { mean: [0.4914, 0.4822, 0.4465], std: [0.2023, 0.1994, 0.201] }],
  ['bcos-resnet20', null],
])('gives %s its own', (name, expected) => {
  expect(normaliserFor(name)).toEqual(expected);
});

it.each([
  ['resnet20', { from: 'data', detail: 'shapes' }],
  ['resnet50', { from: 'architecture', detail: 'resnet50' }],
  ['bcos-resnet20', { from: 'architecture', detail: 'bcos-resnet20' }],
])('says whose that of %s is', (name, expected) => {
  const family = networkFamilies.get(name);
  expect(family && normaliserOriginOf(name, family, { name: 'shapes', shape: [32, 32, 3] })).toEqual(expected);
});
