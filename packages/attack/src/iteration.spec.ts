import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { architectureNamed, buildNetwork, initialWeights, loadWeights } from '@bcos-bench/models';
import { classTensors } from './batchTensors.js';
import { traceIteration } from './iteration.js';
import { initialState } from './iterationGraph.js';
import { plainPlan } from './testing/plan.fixture.js';

describe('chains', () => {
  it.each(['bcos-resnet8', 'resnet8'])(
    'change no bit of an attack on %s, however many threads there are',
    async (name) => {
      const engine = await openTensorFlow();
      const network = buildNetwork(architectureNamed(name, {}), 10, null);
      const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'random weights');
      const labelled = [3, 1, 4, 1, 5, 9, 2, 6].map((label) => ({ label, target: label }));
      const batch = {
        origin: tf.randomUniform<tf.Rank.R4>([32, 32, 32, network.channels], 0, 1, 'float32', 5),
        ...classTensors(labelled, 32, 10),
      };
      const afterOneStep = (threads: number): number[] => {
        const victim = { engine: { ...engine, threads }, network, weights, classes: 10 };
        const iteration = traceIteration(victim, { ...plainPlan, norm: 'l2' }, batch);
        const state = initialState(plainPlan, batch.origin);
        const moved = iteration.advance(state, batch, { step: tf.zeros([32]), restart: tf.zeros([32]) });
        const judged = iteration.conclude(moved, batch, { step: tf.ones([32]), restart: tf.zeros([32]) });
        iteration.dispose();
        return [...moved.x.dataSync(), ...judged.bestX.dataSync(), ...judged.bestScore.dataSync()];
      };
      const alone = afterOneStep(1);
      for (const threads of [2, 4]) expect(afterOneStep(threads)).toEqual(alone);
    },
  );
});
