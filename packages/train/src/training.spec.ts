import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import {
  buildNetwork,
  initialWeights,
  loadWeights,
  saveWeights,
  trainingLosses,
  type Network,
} from '@bcos-bench/models';
import { Fault, parseEpsilon, randomStream, type NamedArray, type Pictures } from '@bcos-bench/stage';
import { randomStart, traceTrainingAttack } from './adversarialBatch.js';
import { scale } from './augmentation.js';
import { train, type Trained } from './training.js';
import { labelledBatch } from './trainingBatch.js';
import type { TrainPlan } from './trainPlan.js';

const CLASSES = 3;

/** Pictures that differ by class in nothing but the channel that is bright: anything that learns at all tells them apart. */
function colours(count: number, seed: number): Pictures {
  const random = randomStream(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % CLASSES);
  const images = Uint8Array.from({ length: count * 3072 }, (_, at) => {
    const bright = labels[Math.floor(at / 3072)] === at % 3;
    return (bright ? 130 : 90) + (random.uint32() & 31);
  });
  return { index: Int32Array.from({ length: count }, (_, i) => i), images, labels };
}

const data = { train: colours(60, 1), test: colours(21, 2), classes: CLASSES };
const plan: TrainPlan = {
  epochs: 3,
  batch: 8,
  learningRate: 0.01,
  adamEpsilon: 1e-8,
  loss: 'cross-entropy',
  adversarial: null,
  adversarialWarmup: 0,
  seed: 4,
};

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

function networkOf(name: string): Network {
  return buildNetwork({ name, b: name.startsWith('bcos') ? 2 : 1, maxOut: 1, norm: 'none' }, CLASSES, null);
}

function trained(
  network: Network,
  changed: Partial<TrainPlan> = {},
): { result: Omit<Trained, 'weights'>; arrays: Map<string, NamedArray> } {
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 5), 'spec');
  const { weights: last, ...result } = train(engine, network, weights, data, { ...plan, ...changed }, () => undefined);
  const arrays = saveWeights(network.parameters, last);
  tf.dispose([...last.values()]);
  return { result, arrays };
}

describe('training', () => {
  it('learns what can be learned', () => {
    const { result } = trained(networkOf('resnet8'), { epochs: 8 });
    expect(result.evaluation.top1.value).toBeGreaterThan(0.9);
    expect(result.epochs).toHaveLength(8);
    expect(result.epochs[7]?.train_loss).toBeLessThan(result.epochs[0]?.train_loss ?? NaN);
    expect(result.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each(['resnet8', 'bcos-resnet8'])('of %s gives the same bytes twice, and others from another seed', (name) => {
    const once = trained(networkOf(name), { epochs: 1 });
    expect(trained(networkOf(name), { epochs: 1 })).toEqual(once);
    expect(trained(networkOf(name), { epochs: 1, seed: 6 }).arrays).not.toEqual(once.arrays);
  });

  it('moves the running statistics of BatchNorm', () => {
    const { arrays } = trained(networkOf('resnet8'), { epochs: 1 });
    const mean = arrays.get('bn1.running_mean')?.data ?? new Float32Array();
    expect(mean.some((value) => value !== 0)).toBe(true);
  });

  it('leaves no tensor behind', () => {
    const adversarial = { norm: 'linf', eps: parseEpsilon('8/255'), steps: 2 } as const;
    trained(networkOf('resnet8'), { epochs: 1, adversarial });
    const before = tf.memory().numTensors;
    trained(networkOf('resnet8'), { epochs: 1, adversarial });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says where the loss stopped being a number', () => {
    expect(() => trained(networkOf('resnet8'), { learningRate: 1e30 })).toThrow(/epoch \d+, step \d+, learning rate/);
  });

  it('needs a full batch', () => {
    expect(() => trained(networkOf('resnet8'), { batch: 61 })).toThrow(Fault);
  });
});

describe('the attack of adversarial training', () => {
  it('raises the loss within its radius', () => {
    const network = networkOf('resnet8');
    const adversarial = { norm: 'l2', eps: parseEpsilon(0.5), steps: 4 } as const;
    const weights = loadWeights(network.parameters, initialWeights(network.parameters, 5), 'spec');
    const batch = labelledBatch(data.train, Int32Array.of(0, 1, 2, 3), CLASSES, scale);
    const losses = (pictures: tf.Tensor4D): number =>
      tf.tidy(
        () =>
          tf.losses.softmaxCrossEntropy(batch.onehot, network.logits(pictures, weights, 'evaluate')).dataSync()[0] ??
          NaN,
      );
    const attack = traceTrainingAttack(engine, network, trainingLosses['cross-entropy'], adversarial, {
      weights,
      batch,
    });
    const start = randomStart(batch.pictures, adversarial, { seed: 1, epoch: 0, indices: Int32Array.of(0, 1, 2, 3) });
    const attacked = attack.run(weights, batch, start, 1);

    expect(losses(attacked)).toBeGreaterThan(losses(batch.pictures));
    const distances = tf.tidy(() => tf.norm(tf.sub(attacked, batch.pictures).reshape([4, -1]), 2, 1).dataSync());
    for (const distance of distances) expect(distance).toBeLessThanOrEqual(0.5 + 1e-5);
    const half = attack.run(weights, batch, start, 0.5);
    const halfDistances = tf.tidy(() => tf.norm(tf.sub(half, batch.pictures).reshape([4, -1]), 2, 1).dataSync());
    for (const distance of halfDistances) expect(distance).toBeLessThanOrEqual(0.25 + 1e-5);
    attack.dispose();
    tf.dispose([start, half, attacked, batch, [...weights.values()]]);
  });
});
