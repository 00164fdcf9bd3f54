import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary';
import { sequential, type Layer } from '../layer.js';
import { bcosConvLayer } from '../layers/bcosConvLayer.js';
import { errorReport, inMode } from '../testing/errorReport.fixture.js';
import { largestError } from '../testing/largestError.fixture.js';
import { arraysUnder, layerErrors, passOf, seededImages, seededWeights } from '../testing/layerPeer.fixture.js';
import { onEachBackend } from '../testing/onEachBackend.fixture.js';
import { arrayOf, readPeer } from '../testing/peerCase.fixture.js';
import { normKinds, normLayer, type NormKind } from './norm.js';

const FORWARD = 1e-5;
const GRADIENTS = 1e-4;
/** As in `bench/peers/norm_fixtures.py`. */
const CHANNELS = 4;
const OUTPUTS = 3;
const INPUT: [number, number, number, number] = [3, 5, 4, CHANNELS];
const STEPS = [0, 1, 2];
const MOMENTUM = 0.1;

const kinds = [...normKinds.keys()].filter((kind) => kind !== 'none');
const peers = readPeer('norms');
const report = errorReport();

function block(kind: NormKind): Layer {
  const parameters = { b: 2, maxOut: 1 };
  return sequential([
    bcosConvLayer('conv1', CHANNELS, CHANNELS, { kernel: 3, stride: 1, padding: 1 }, parameters),
    normLayer(kind, 'norm', CHANNELS),
    bcosConvLayer('conv2', CHANNELS, OUTPUTS, { kernel: 1, stride: 1, padding: 0 }, parameters),
  ]);
}

const inputOf = (name: string): tf.Tensor4D => seededImages(name, INPUT, -2, 3);

/** What three training passes make of the running statistics, with the momentum of PyTorch. */
function runningStatistics(layer: Layer): ReadonlyMap<string, Tensor> {
  const weights = seededWeights(layer);
  const running = new Map(weights);
  for (const step of STEPS) {
    const pass = passOf('train', weights, (name, value) => {
      const before = lookUp(running, name);
      running.set(name, tf.keep(tf.add(tf.mul(before, 1 - MOMENTUM), tf.mul(value, MOMENTUM))));
    });
    layer.apply(inputOf(`input of step ${step}`), pass);
  }
  return running;
}

onEachBackend(() => {
  it.each(kinds)('%s between two B-cos convolutions is that of bcos, and so are its gradients', (kind) => {
    for (const mode of ['train', 'evaluate', 'explain'] as const) {
      const errors = layerErrors(block(kind), inputOf('input'), mode, arraysUnder(peers, `${kind}/`));
      report(kind, inMode(mode, errors));
      expect(errors.forward, mode).toBeLessThan(FORWARD);
      expect(errors.gradient, mode).toBeLessThan(GRADIENTS);
      expect(errors.weightGradient, mode).toBeLessThan(GRADIENTS);
    }
  });

  it.each(kinds)('%s has the running statistics of bcos after three training steps', (kind) => {
    const layer = block(kind);
    const expected = arraysUnder(peers, `${kind}/running/`);
    const statistics = layer.parameters.filter(({ role }) => role === 'statistic').map(({ name }) => name);
    expect([...expected.keys()].sort()).toEqual(statistics.sort());
    const running = runningStatistics(layer);
    const errors = statistics.map((name) => largestError(lookUp(running, name).dataSync(), arrayOf(expected, name)));
    const largest = Math.max(0, ...errors);
    report(kind, { running: largest });
    expect(largest).toBeLessThan(FORWARD);
  });
});
