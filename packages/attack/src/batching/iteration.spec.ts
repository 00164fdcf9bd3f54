import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { BATCH_UNIT, openTensorFlow } from '@bcos-bench/engine';
import { architectureNamed, buildNetwork, initialWeights, loadWeights } from '@bcos-bench/models';
import { classTensors } from '../model/classTensors.js';
import { traceIteration } from './iteration.js';
import { attackMethods } from '@bcos-bench/adversary';
import { USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import { initialState } from '../model/iterationGraph.js';
import { plainPlan } from '../testing/plan.fixture.js';

/** Enough for two chains. */
const IMAGES = 2 * BATCH_UNIT;

describe('chains', () => {
  it.each(['bcos-resnet8', 'resnet8'])(
    'change no bit of an attack on %s, however many threads there are',
    async (name) => {
      const engine = await openTensorFlow();
      const network = buildNetwork(architectureNamed(name, {}), 10, null);
      const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'random weights');
      const labelled = [3, 1, 4, 1, 5, 9, 2, 6].map((label) => ({ label, target: label }));
      const batch = {
        origin: tf.randomUniform<tf.Rank.R4>([IMAGES, 32, 32, network.channels], 0, 1, 'float32', 5),
        ...classTensors(labelled, IMAGES, 10),
        spread: tf.ones<tf.Rank.R1>([IMAGES]),
      };
      const afterOneStep = (threads: number): number[] => {
        const attackedModel = {
          engine: { ...engine, threads },
          network,
          weights,
          classes: 10,
          shape: USUAL_IMAGE_SHAPE,
        };
        const iteration = traceIteration(attackedModel, { ...plainPlan, norm: 'l2' }, batch);
        const state = initialState(attackMethods.pgd, batch.origin);
        const moved = iteration.advance(state, batch, { step: tf.zeros([IMAGES]), restart: tf.zeros([IMAGES]) }, {});
        const kept = iteration.conclude(moved, batch, { step: tf.ones([IMAGES]), restart: tf.zeros([IMAGES]) });
        iteration.dispose();
        return [...moved.method.x.dataSync(), ...kept.x.dataSync(), ...kept.score.dataSync()];
      };
      const alone = afterOneStep(1);
      expect(afterOneStep(2)).toEqual(alone);
    },
  );
});
