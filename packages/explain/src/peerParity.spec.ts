import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import type { AttributionMethodName } from '@bcos-bench/vocabulary';
import { errorReport } from '@bcos-bench/models/testing/errorReport';
import { largestError } from '@bcos-bench/models/testing/largestError';
import { at } from '@bcos-bench/vocabulary';
import type { Attribute, Explainer } from './attribution.js';
import { attributionMethods } from './methods/attributionMethods.js';
import { attributeImages, type AttributedImages } from './attributeImages.js';
import { traceClassGradient, type DifferentiatedNetwork } from './classGradient.js';
import { explanationImages } from './explanationImages.js';
import {
  attributedInputs,
  attributedNetwork,
  attributedNetworks,
  PEER_SMOOTHING,
  peerAttribution,
  peerClasses,
  peerNoise,
  sampledAttribution,
} from './fixtures/peerAttribution.fixture.js';
import { OTHER_CLASS, peerExplanation, peerInputs, peerNetwork } from './fixtures/peerExplanation.fixture.js';
import { inputTimesGradient } from './methods/inputTimesGradient.js';
import { integratedGradients } from './methods/integratedGradients.js';
import { smoothGrad } from './methods/smoothGrad.js';

/** How far a number may be from the peer's, as a part of the largest of its array. */
const ALLOWED = 1e-4;
const GREY_LEVEL = 1 / 255;
const settings = { ...PEER_SMOOTHING, steps: 50, seed: 0 };
const report = errorReport();
let engine: Engine;

beforeAll(async () => {
  engine = await openTensorFlow();
});

/** The attributions of all `inputs`. */
function attributed(
  { network, weights }: Pick<DifferentiatedNetwork, 'network' | 'weights'>,
  mode: DifferentiatedNetwork['mode'],
  attribute: Attribute,
  inputs: Float32Array,
  classes: Int32Array | null,
): AttributedImages {
  const index = Int32Array.from({ length: inputs.length / (network.channels * 1024) }, (_, i) => i);
  const trace = traceClassGradient(engine, { network, weights, mode, batch: 8, shape: [32, 32, network.channels] });
  const explainer: Explainer = { trace, attribute };
  const found = attributeImages(explainer, { index, inputs, classes });
  trace.dispose();
  tf.dispose([...weights.values()]);
  return found;
}

/** The share of pixels of which red, green, blue or opacity is more than a grey level from the peer's. */
function differentPixels(images: Float32Array, peer: Float32Array): number {
  const wrong = new Set<number>();
  images.forEach((value, place) => {
    if (!(Math.abs(value - at(peer, place)) <= GREY_LEVEL)) wrong.add(Math.floor(place / 4));
  });
  return wrong.size / (images.length / 4);
}

/** A method, and which numbers of its result the fixtures hold. */
interface Compared {
  readonly method: AttributionMethodName;
  readonly attribute: Attribute;
  readonly compared: (ours: AttributedImages, inputs: Float32Array) => Float32Array;
}

/** Input times weights, of every channel. */
function byChannel({ weights }: AttributedImages, inputs: Float32Array): Float32Array {
  return sampledAttribution(inputs.map((value, place) => value * at(weights, place)));
}

describe('the dynamic linear map of bcos', () => {
  it.each([
    { of: 'predicted', asked: null },
    { of: 'other', asked: OTHER_CLASS },
  ] as const)('is ours, and so are contribution map and image ($of class)', ({ of, asked }) => {
    const peer = peerExplanation(of);
    const classes = asked === null ? null : new Int32Array(3).fill(asked);
    const { mode } = attributionMethods['dynamic-linear'];
    const ours = attributed(peerNetwork(), mode, inputTimesGradient, peerInputs, classes);
    expect([...ours.prediction]).toEqual([...peer.prediction]);
    const errors = {
      map: largestError(ours.weights, peer.weights),
      'contribution map': largestError(ours.contribution, peer.contribution),
      'pixels off by a grey level': differentPixels(explanationImages(ours, [32, 32, 6]), peer.image),
    };
    report(`dynamic-linear, bcos-resnet8, ${of} class`, errors);
    expect(errors.map).toBeLessThan(ALLOWED);
    expect(errors['contribution map']).toBeLessThan(ALLOWED);
    expect(errors['pixels off by a grey level']).toBeLessThanOrEqual(0.001);
  });
});

describe.each([...attributedNetworks])("Captum's attributions of %s", (name, architecture) => {
  const methods: Compared[] = [
    { method: 'input-x-gradient', attribute: inputTimesGradient, compared: byChannel },
    { method: 'integrated-gradients', attribute: integratedGradients(settings), compared: byChannel },
    { method: 'smooth-grad', attribute: smoothGrad(settings, peerNoise), compared: (ours) => ours.contribution },
  ];
  it.each(methods)('are ours: $method', ({ method, attribute, compared }) => {
    const { network, weights } = attributedNetwork(architecture);
    const inputs = attributedInputs(network);
    const ours = attributed({ network, weights }, 'evaluate', attribute, inputs, peerClasses);
    expect(largestError(ours.logits, peerAttribution(name, 'logits'))).toBeLessThan(1e-5);
    const error = largestError(compared(ours, inputs), peerAttribution(name, method));
    report(`${method}, ${name}`, { attribution: error });
    expect(error).toBeLessThan(ALLOWED);
  });
  it('miss the logits by as much as ours where they integrate', () => {
    const { network, weights } = attributedNetwork(architecture);
    const inputs = attributedInputs(network);
    const both = Float32Array.from([...inputs, ...new Float32Array(inputs.length)]);
    const twice = Int32Array.from([...peerClasses, ...peerClasses]);
    const { logits, contribution } = attributed(
      { network, weights },
      'evaluate',
      integratedGradients(settings),
      both,
      twice,
    );
    const classes = logits.length / twice.length;
    const deltas = Float32Array.from(peerClasses, (explained, i) => {
      const sum = contribution.subarray(i * 1024, (i + 1) * 1024).reduce((total, value) => total + value, 0);
      const black = at(logits, (i + peerClasses.length) * classes + explained);
      return sum - (at(logits, i * classes + explained) - black);
    });
    const peer = peerAttribution(name, 'delta');
    const largestLogit = logits.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    deltas.forEach((delta, i) => {
      expect(Math.abs(delta - at(peer, i))).toBeLessThan(ALLOWED * largestLogit);
    });
  });
});
