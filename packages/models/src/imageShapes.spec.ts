import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { numbersOf, type ImageShape } from '@bcos-bench/vocabulary';
import { beforeAll, describe, expect, it } from 'vitest';
import { encode } from './encoding.js';
import { imageBatch } from './imageBatch.js';
import { buildNetwork, type Network } from './network.js';
import { architectureNamed, networkFamilies } from './registry.js';
import { otherSizeNote, requireImageShape } from './requireImageShape.js';
import { initialWeights, loadWeights } from './weights.js';

const CLASSES = 10;

beforeAll(async () => {
  await openTensorFlow();
});

const networkOf = (name: string, [, , channels]: ImageShape): Network =>
  buildNetwork(architectureNamed(name, {}), CLASSES, null, channels);

/** The logits of an untrained network for one image of a shape. */
function logitsFor(network: Network, shape: ImageShape): number[] {
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 1), 'spec');
  const image = Uint8Array.from({ length: numbersOf(shape) }, (_, at) => (at * 37) % 256);
  const logits = tf.tidy(() => [
    ...network.logits(encode(imageBatch([image], 1, shape), network.encoding), weights, 'evaluate').dataSync(),
  ]);
  tf.dispose([...weights.values()]);
  return logits;
}

describe.each<[string, ImageShape]>([
  ['bcos-resnet8', [28, 28, 1]],
  ['resnet8', [28, 28, 1]],
  ['resnet8', [27, 33, 3]],
  ['bcos-resnet8', [64, 64, 3]],
  ['bcos-resnet18', [224, 224, 3]],
  ['resnet18', [64, 64, 3]],
  ['bcos-densenet121', [29, 29, 3]],
  ['bcos-simple-vit-ti', [48, 32, 3]],
  ['bcos-vitc-ti', [28, 35, 3]],
  ['bcos-convnext-atto', [33, 32, 3]],
])('%s on images of %j', (name, shape) => {
  it('has finite logits, and as many input channels as image and encoding make', () => {
    const network = networkOf(name, shape);
    expect(network.channels).toBe(shape[2] * (name.startsWith('bcos') ? 2 : 1));
    requireImageShape(network, shape, 'spec');
    const logits = logitsFor(network, shape);
    expect(logits).toHaveLength(CLASSES);
    expect(logits.every(Number.isFinite)).toBe(true);
  });
});

describe('requireImageShape', () => {
  it('refuses images of other channels, in a line', () => {
    expect(() => requireImageShape(networkOf('resnet8', [32, 32, 3]), [32, 32, 1], 'out/a')).toThrow(
      'out/a: the network takes images of 3 channels, and the data set has images of 1 channel; ' +
        'make the data with bcos-data --channels 3, or train a network on these',
    );
  });

  it('refuses images of which the poolings would leave nothing', () => {
    const small = [...networkFamilies].filter(([, { leastSide }]) => leastSide > 1).map(([name]) => name);
    expect(small).toEqual([...networkFamilies.keys()].filter((name) => /vgg|densenet|convnext|simple-vit/.test(name)));
    expect(() => requireImageShape(networkOf('bcos-vgg11-bnu', [32, 32, 3]), [32, 28, 3], '--arch')).toThrow(
      "--arch: bcos-vgg11-bnu takes images of 32x32 or more, and the data set's are 32x28; " +
        'choose another architecture, or make the data with a larger --size',
    );
    expect(() => requireImageShape(networkOf('bcos-simple-vit-ti', [64, 64, 3]), [64, 60, 3], '--arch')).toThrow(
      "--arch: bcos-simple-vit-ti takes images whose sides are multiples of 16, and the data set's are 64x60; " +
        'make the data with bcos-data --size 64 --resize 64',
    );
    const shape: ImageShape = [28, 28, 3];
    expect(() => logitsFor(networkOf('bcos-densenet121', shape), shape)).toThrow();
  });
});

it('notes that images have another size than those of the training, where that is known', () => {
  expect(otherSizeNote({ imageShape: [32, 32, 3] }, [64, 64, 3])).toBe(
    'the network was trained on images of 32x32x3, and these are of 64x64x3',
  );
  expect(otherSizeNote({ imageShape: [64, 64, 3] }, [64, 64, 3])).toBeNull();
  expect(otherSizeNote({}, [64, 64, 3])).toBeNull();
});

describe('imageBatch', () => {
  it('puts bytes in [0,1] and numbers as they are one after the other, and leaves the rest black', () => {
    const batch = imageBatch([Uint8Array.of(0, 255), Float32Array.of(0.5, 0.25, 1, 0.75)], 4, [1, 2, 1]);
    expect(batch.shape).toEqual([4, 1, 2, 1]);
    expect([...batch.dataSync()]).toEqual([0, 1, 0.5, 0.25, 1, 0.75, 0, 0]);
    batch.dispose();
  });
});
