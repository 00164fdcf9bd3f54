import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { lookUp } from '@bcos-bench/vocabulary';
import { errorReport, type Errors } from './testing/errorReport.fixture.js';
import { largestError } from './testing/largestError.fixture.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';
import {
  arrayOf,
  bcosCases,
  peerErrors,
  readPeer,
  resnet8,
  resnetCases,
  seededNetwork,
  type PeerErrors,
} from './testing/peerCase.fixture.js';
import { seededImages } from './testing/seededNumbers.fixture.js';

onTensorFlow();

const LOGITS = 1e-5;
const GRADIENTS = 1e-4;

const report = errorReport();

function forReport({ explanation, ...errors }: PeerErrors): Errors {
  return explanation === null ? { ...errors } : { ...errors, explanation };
}

describe("parity with the bcos package's own networks", () => {
  it.each(bcosCases)('$fixture', (peerCase) => {
    const errors = peerErrors(peerCase);
    report(peerCase.architecture.name, forReport(errors));
    expect(errors.logits).toBeLessThan(LOGITS);
    expect(errors.gradient).toBeLessThan(GRADIENTS);
    expect(errors.weightGradient).toBeLessThan(GRADIENTS);
    expect(errors.explanation).toBeLessThan(GRADIENTS);
  });
});

describe('parity with the network of He et al. in PyTorch', () => {
  it.each(resnetCases)('$fixture', (peerCase) => {
    const errors = peerErrors(peerCase);
    report(peerCase.architecture.name, forReport(errors));
    expect(errors.logits).toBeLessThan(LOGITS);
    expect(errors.gradient).toBeLessThan(GRADIENTS);
    expect(errors.weightGradient).toBeLessThan(GRADIENTS);
  });

  it('resnet8-running-statistics: three steps, momentum 0.1', () => {
    const expected = readPeer('resnet8-running-statistics');
    const { network, weights } = seededNetwork(resnet8);
    const running = new Map(weights);
    for (const step of [0, 1, 2]) {
      network.logits(seededImages(`pictures of step ${step}`, 4, 3), weights, 'train', {
        observe: (name, value) => {
          running.set(name, tf.keep(tf.add(tf.mul(lookUp(running, name), 0.9), tf.mul(value, 0.1))));
        },
      });
    }
    const errors = [...expected].map(([name, { data }]) => largestError(lookUp(running, name).dataSync(), data));
    expect(errors).toHaveLength(14);
    expect(Math.max(...errors)).toBeLessThan(LOGITS);
    expect(arrayOf(expected, 'bn1.running_var')).toHaveLength(16);
  });
});
