import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import type { EpochMetrics } from '@bcos-bench/formats';
import { at, lookUp } from '@bcos-bench/vocabulary';
import { smallNetwork, smallPlan, trained, unwatched, firstPosition } from './testing/smallTraining.fixture.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

describe('training', () => {
  it('learns what can be learned', async () => {
    const network = smallNetwork('resnet8');
    const { evaluation, epochs } = await trained(engine, network, smallPlan(network, { epochs: 8 }));
    expect(evaluation.top1.value).toBeGreaterThan(0.9);
    expect(at(epochs, 7).train_loss).toBeLessThan(at(epochs, 0).train_loss);
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it.each(['resnet8', 'bcos-resnet8'])(
    'of %s gives the same bytes twice, and others from another seed',
    async (name) => {
      const network = smallNetwork(name);
      const once = await trained(engine, network, smallPlan(network, { epochs: 1 }));
      expect(await trained(engine, network, smallPlan(network, { epochs: 1 }))).toEqual(once);
      expect((await trained(engine, network, smallPlan(network, { epochs: 1 }, 6))).arrays).not.toEqual(once.arrays);
    },
  );

  it('uses every image once an epoch, the last step those that are left', async () => {
    const network = smallNetwork('resnet8');
    const steps: string[] = [];
    await trained(engine, network, smallPlan(network, { epochs: 2 }), undefined, {
      ...unwatched,
      onStep: ({ epoch, step, stepsPerEpoch }, _outcome, { images }) =>
        steps.push(`${epoch} ${step}/${stepsPerEpoch} ${images}`),
    });
    expect(steps).toHaveLength(16);
    expect(steps.slice(6, 9)).toEqual(['0 6/8 56', '0 7/8 60', '1 0/8 8']);
  });

  it('says what the learning rate of each epoch was', async () => {
    const network = smallNetwork('resnet8');
    const rates: EpochMetrics[] = [];
    await trained(engine, network, smallPlan(network, { epochs: 2, schedule: 'cosine' }), undefined, {
      ...unwatched,
      onEpoch: (metrics) => rates.push(metrics),
    });
    expect(rates.map(({ learning_rate: rate }) => rate)).toEqual([0.01, 0.005]);
  });

  it('moves the running statistics of BatchNorm', async () => {
    const network = smallNetwork('resnet8');
    const { arrays } = await trained(engine, network, smallPlan(network, { epochs: 1 }));
    const mean = lookUp(arrays, 'bn1.running_mean').data;
    expect(mean.some((value) => value !== 0)).toBe(true);
  });

  it('ends with the moving average where the recipe has one', async () => {
    const network = smallNetwork('bcos-resnet8');
    const average = { emaDecay: 0.5, emaEvery: 1 };
    const plain = await trained(engine, network, smallPlan(network, { epochs: 1 }));
    const averaged = await trained(engine, network, smallPlan(network, { epochs: 1, ...average }));
    expect(averaged.epochs[0]?.train_loss).toBe(plain.epochs[0]?.train_loss);
    expect(averaged.arrays).not.toEqual(plain.arrays);
  });

  it('leaves no tensor behind', async () => {
    const network = smallNetwork('resnet8');
    const plan = smallPlan(network, { epochs: 1, adversarial: 'linf:8/255:2', adversarialKeep: 'best', emaDecay: 0.9 });
    await trained(engine, network, plan);
    const before = tf.memory().numTensors;
    await trained(engine, network, plan);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says where the loss stopped being a number, and where the last good state is', async () => {
    const network = smallNetwork('resnet8');
    const plan = smallPlan(network, { lr: 1e30 });
    const training = trained(engine, network, plan, firstPosition(network, plan), { ...unwatched, kept: () => 'KEPT' });
    await expect(training).rejects.toThrow(/^epoch 1, step \d+, learning rate 1e\+30: the loss .*; lower --lr; KEPT$/);
  });
});
