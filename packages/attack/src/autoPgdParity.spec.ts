import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { attackMethods, balls } from '@bcos-bench/adversary';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { imageBatch } from '@bcos-bench/models';
import { seededNumbers } from '@bcos-bench/models/testing/seededNumbers';
import { at, attackOptionsOf, normSchema, parseEpsilon, type AttackNorm } from '@bcos-bench/vocabulary';
import { traceIteration } from './batching/iteration.js';
import { classTensors } from './model/classTensors.js';
import { initialState } from './model/iterationGraph.js';
import type { MethodPlan } from './plan/methodPlan.js';
import { peerImages, peerModel } from './testing/peerNetworks.fixture.js';
import { plainPlan } from './testing/plan.fixture.js';

const caseSchema = z.object({
  network: z.enum(['resnet8', 'bcos-resnet8']),
  norm: normSchema,
  loss: z.enum(['ce', 'dlr']),
  steps: z.int(),
  /** The highest loss of each image, and how far from the image it is in l2. */
  losses: z.array(z.number()),
  change: z.array(z.number()),
});
type PeerCase = z.infer<typeof caseSchema>;

const path = fileURLToPath(new URL('fixtures/peer-auto-pgd.json', import.meta.url));
const cases = z.array(caseSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
const peers = peerImages();
const COUNT = peers.labels.length;
const SIZE = 3072;

/** The images as floats, rows, columns, channels. */
const origins = Array.from({ length: COUNT }, (_, i) =>
  Float32Array.from(peers.images.subarray(i * SIZE, (i + 1) * SIZE), (byte) => byte / 255),
);

/** Where `bench/peers/attack_fixtures.py` lets Auto-PGD begin: its noise is `formula` numbers, channels first. */
function starts(norm: AttackNorm, eps: number): Float32Array[] {
  const drawn = seededNumbers('start', [COUNT, 3, 32, 32], 0, 1);
  return origins.map((origin, image) => {
    const noise = Float64Array.from(origin, (_, place) => {
      const value = at(drawn, (image * 3 + (place % 3)) * 1024 + Math.floor(place / 3));
      return norm === 'linf' ? 2 * value - 1 : value;
    });
    const length = balls[norm].distance(noise);
    return origin.map((value, i) => Math.min(1, Math.max(0, value + (eps * at(noise, i)) / length)));
  });
}

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

/** The highest loss of each image, and how far it is from the image. */
function found({ network, norm, loss, steps }: PeerCase): { losses: number[]; change: number[] } {
  const attackedModel = peerModel(engine, network);
  const eps = parseEpsilon(norm === 'linf' ? '8/255' : '0.5');
  const options = attackOptionsOf({ attack: 'apgd', eps, steps }, {});
  const plan: MethodPlan = { ...plainPlan, attack: 'apgd', norm, eps, loss, steps, options, threat: 'pixel' };
  const shape = [32, 32, 3] as const;
  const labelled = Array.from(peers.labels, (label) => ({ label, target: label }));
  const batch = {
    origin: imageBatch(origins, COUNT, shape),
    ...classTensors(labelled, COUNT, 10),
    spread: tf.ones<tf.Rank.R1>([COUNT]),
  };
  const iteration = traceIteration(attackedModel, plan, batch);
  const restart = tf.zeros<tf.Rank.R1>([COUNT]);
  let state = initialState(attackMethods.apgd, imageBatch(starts(norm, eps), COUNT, shape));
  for (let step = 0; step < steps; step += 1) {
    state = iteration.advance(state, batch, { step: tf.fill([COUNT], step), restart }, {});
  }
  const kept = iteration.conclude(state, batch, { step: tf.fill([COUNT], steps), restart });
  const change = tf.norm(tf.reshape(tf.sub(kept.x, batch.origin), [COUNT, -1]), 2, 1);
  iteration.dispose();
  return { losses: [...kept.score.dataSync()], change: [...change.dataSync()] };
}

describe.each(cases)('Auto-PGD on $network, $norm, $loss', (peer) => {
  it('finds the loss that torchattacks finds, where it finds it', () => {
    const { losses, change } = found(peer);
    expect(worst(losses, peer.losses)).toBeLessThan(1e-4);
    // Where a gradient is nearly 0, rounding decides on its sign: the point moves more than its loss.
    expect(worst(change, peer.change)).toBeLessThan(2e-3);
  });
});

/** The largest difference, as a part of what is expected. */
function worst(values: readonly number[], expected: readonly number[]): number {
  return Math.max(...expected.map((value, i) => Math.abs(at(values, i) - value) / Math.abs(value)));
}
