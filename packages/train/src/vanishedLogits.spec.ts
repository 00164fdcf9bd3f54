import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import {
  architectureNamed,
  buildNetwork,
  initialWeights,
  loadWeights,
  trainingLosses,
  type ArchitectureChoices,
  type Network,
} from '@bcos-bench/models';
import { Fault } from '@bcos-bench/vocabulary';
import { colourData } from './testing/colours.fixture.js';
import { smallPlan, trained, unwatched, firstPosition } from './testing/smallTraining.fixture.js';
import { labelledBatch, unchanged } from './trainingBatch.js';
import { requireLogitsThatDiffer } from './vanishedLogits.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

const named = (name: string, choices: ArchitectureChoices = {}) =>
  buildNetwork(architectureNamed(name, choices), colourData.classes, null);
/** With an exponent of 20 every layer shrinks its numbers to nothing. */
const vanishing = named('bcos-resnet8', { b: 20 });

/** The check on images at `places`, with the first weights of a network; those whose names begin so are zero. */
function check(network: Network, { places = [0, 1, 2, 3], zeroed = 'none' } = {}): void {
  tf.tidy(() => {
    const weights = loadWeights(network.parameters, initialWeights(network.parameters, 0), 'spec');
    const first = new Map([...weights].map(([name, at]) => [name, name.startsWith(zeroed) ? tf.zerosLike(at) : at]));
    const batch = labelledBatch(colourData.train, Int32Array.from(places), colourData.classes, unchanged);
    requireLogitsThatDiffer(network, first, trainingLosses[network.loss], batch);
  });
}

describe('a network whose logits vanish', () => {
  it("is refused, such as the article's B-cos ResNet-50 without its norm", () => {
    expect(() => check(named('bcos-resnet50'))).toThrow(Fault);
  });

  it('is refused in one line that says what to do', () => {
    expect(() => check(vanishing)).toThrow(
      /^bcos-resnet8, b 20, norm none: all images have the same logits before the first step, and the gradient is 0\.0e\+0, so it cannot learn; add a norm, such as --norm bnu-linear, or lower --b$/,
    );
    const withNorm = named('bcos-resnet8', { b: 1e6, norm: 'bnu-linear' });
    expect(() => check(withNorm)).toThrow(/^bcos-resnet8, b 1000000, norm bnu-linear: .*; choose another --norm, or/);
    expect(() => check(named('resnet8'), { zeroed: '' })).toThrow(/^resnet8: .*; choose another --arch$/);
  });

  it('is refused before its training takes a step', async () => {
    const plan = smallPlan(vanishing);
    let steps = 0;
    const watch = { ...unwatched, onStep: () => (steps += 1) };
    await expect(trained(engine, vanishing, plan, firstPosition(vanishing, plan), watch)).rejects.toThrow(/add a norm/);
    expect(steps).toBe(0);
  });

  it('is not seen in one image, or in images that are all the same', () => {
    expect(() => check(vanishing, { places: [3, 3, 3] })).not.toThrow();
    expect(() => check(vanishing, { places: [3] })).not.toThrow();
  });
});

describe('a network that can learn', () => {
  it.each(['bcos-resnet8', 'bcos-resnet56', 'resnet8'])('of %s is not refused', (name) => {
    expect(() => check(named(name))).not.toThrow();
  });

  it('may begin with a last layer of zeros: its logits are the same, and its gradient is not zero', () => {
    expect(() => check(named('resnet8'), { zeroed: 'linear.' })).not.toThrow();
  });
});
