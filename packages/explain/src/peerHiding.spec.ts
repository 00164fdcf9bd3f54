import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { errorReport } from '@bcos-bench/models/testing/errorReport';
import { largestError } from '@bcos-bench/models/testing/largestError';
import { lookUp, type AttributionMethodName } from '@bcos-bench/vocabulary';
import type { Attribute } from './attribution.js';
import { attributeImages, type AttributedImages } from './attributeImages.js';
import { traceClassGradient } from './classGradient.js';
import {
  attributedInputs,
  attributedNetwork,
  attributedNetworks,
  peerClasses,
} from './fixtures/peerAttribution.fixture.js';
import {
  LIME_CELLS,
  peerCells,
  PEER_HIDING,
  peerHiding,
  TRAINED,
  trainedNetwork,
  peerMasks,
  RISE_CELLS,
} from './fixtures/peerHiding.fixture.js';
import { attributionMethods } from './methods/attributionMethods.js';
import { localSurrogate } from './methods/lime.js';
import { randomisedSampling } from './methods/rise.js';

/** How far a number may be from the peer's, as a part of the largest of its array. */
const ALLOWED = 1e-4;
/**
 * And how far in any case: some last bits of a logit between 2 and 4. Of the untrained B-cos networks of the formula all logits are about
 * -ln 9, and what hidden pixels change is a thousandth of that.
 */
const LAST_BITS = 4 * 2 ** -22;
const report = errorReport();
let engine: Engine;

beforeAll(async () => {
  engine = await openTensorFlow();
});

/** With the random numbers of the fixtures. */
const withPeerNumbers = new Map<AttributionMethodName, Attribute>([
  ['lime', localSurrogate({ ...PEER_HIDING, cells: LIME_CELLS }, peerCells(LIME_CELLS))],
  ['rise', randomisedSampling({ ...PEER_HIDING, cells: RISE_CELLS }, peerMasks)],
]);

function attributed(network: string, name: AttributionMethodName, batch = 8): AttributedImages {
  const { mode, backward, create } = attributionMethods[name];
  const made = network === TRAINED ? trainedNetwork() : attributedNetwork(lookUp(attributedNetworks, network));
  const inputs = attributedInputs(made.network);
  const trace = traceClassGradient(engine, { ...made, mode, backward, batch, shape: [32, 32, made.network.channels] });
  const attribute = withPeerNumbers.get(name) ?? create({ ...PEER_HIDING, cells: 1 });
  try {
    return attributeImages({ trace, attribute }, { index: Int32Array.of(0, 1), inputs, classes: peerClasses });
  } finally {
    trace.dispose();
    tf.dispose([...made.weights.values()]);
  }
}

describe.each([...attributedNetworks.keys(), TRAINED])("the peers' attributions of %s", (network) => {
  it.each(['gradient', 'grad-cam', 'occlusion', 'lime', 'rise'] as const)('are ours: %s', (method) => {
    const peer = peerHiding(network, method);
    const error = largestError(attributed(network, method).contribution, peer);
    report(`${method}, ${network}`, { attribution: error });
    const largest = peer.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(error).toBeLessThan(Math.max(ALLOWED, LAST_BITS / largest));
  });
});

describe('methods for networks with ReLUs', () => {
  it.each(['guided-backprop', 'deep-lift'] as const)('are those of the peer: %s', (method) => {
    const error = largestError(attributed('resnet8', method).contribution, peerHiding('resnet8', method));
    report(`${method}, resnet8`, { attribution: error });
    expect(error).toBeLessThan(ALLOWED);
  });
  it.each([
    ['guided-backprop', 'guided-backprop is only for networks with ReLUs, and this one has none'],
    ['deep-lift', 'deep-lift is only for networks with ReLUs, and this one has none'],
  ] as const)('refuse a B-cos network in one line: %s', (method, says) => {
    expect(() => attributed('bcos-resnet8-none', method)).toThrow(says);
  });
});

it('gives the same bits in batches of another size', () => {
  for (const method of ['deep-lift', 'grad-cam', 'guided-backprop', 'rise'] as const) {
    expect(attributed('resnet8', method, 16)).toEqual(attributed('resnet8', method, 8));
  }
});
