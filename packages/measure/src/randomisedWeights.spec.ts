import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { buildNetwork, initialWeights } from '@bcos-bench/models';
import { layersOf, RANDOMISATIONS, randomisedWeights } from './randomisedWeights.js';

const network = buildNetwork({ name: 'resnet8', b: 1, maxOut: 1, norm: 'none' }, 10, null);
const arrays = initialWeights(network.parameters, 1);

it('has a kernel with its norm in one layer', () => {
  const layers = layersOf(network.parameters).map((layer) => layer.map(({ name }) => name));
  expect(layers[0]).toEqual(['conv1.weight', 'bn1.weight', 'bn1.bias', 'bn1.running_mean', 'bn1.running_var']);
  expect(layers.at(-1)).toEqual(['linear.weight', 'linear.bias']);
});

it('makes layers random from the last to the first', async () => {
  await openTensorFlow();
  const kernels = network.parameters
    .filter(({ role }) => role === 'kernel' || role === 'matrix')
    .map(({ name }) => name);
  const changed = Array.from({ length: RANDOMISATIONS + 1 }, (_, depth) => {
    const [trained, random] = [0, depth].map((at) => randomisedWeights(network, { arrays }, at, 5));
    const same = (name: string): boolean =>
      trained?.get(name)?.dataSync().join() === random?.get(name)?.dataSync().join();
    const found = kernels.filter((name) => !same(name));
    tf.dispose([...(trained?.values() ?? []), ...(random?.values() ?? [])]);
    return found;
  });
  expect(changed[0]).toEqual([]);
  changed.forEach((names) => expect(names).toEqual(kernels.slice(kernels.length - names.length)));
  expect(changed.at(-1)).toEqual(kernels);
  expect(changed[1]).toHaveLength(Math.ceil(kernels.length / RANDOMISATIONS));
});
