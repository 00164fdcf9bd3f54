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
const SHAPE = [32, 32, 3] as const;

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
    if (norm === 'l1') return projectedStart(origin, noise, eps);
    const length = balls[norm].distance(noise);
    return origin.map((value, i) => Math.min(1, Math.max(0, value + (eps * at(noise, i)) / length)));
  });
}

/** In l1 the noise is projected onto the ball and the range of images. */
function projectedStart(origin: Float32Array, noise: Float64Array, eps: number): Float32Array {
  return tf.tidy(() => {
    const image = imageBatch([origin], 1, SHAPE);
    const perturbation = balls.l1.project(imageBatch([Float32Array.from(noise)], 1, SHAPE), eps, image);
    return Float32Array.from(tf.clipByValue(tf.add(image, perturbation), 0, 1).dataSync());
  });
}

const RADII: Readonly<Record<AttackNorm, string>> = { linf: '8/255', l2: '0.5', l1: '8' };

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

/** The highest loss of each image, and how far it is from the image. */
function found({ network, norm, loss, steps }: PeerCase): { losses: number[]; change: number[] } {
  const attackedModel = peerModel(engine, network);
  const attack = norm === 'l1' ? 'l1-apgd' : 'apgd';
  const eps = parseEpsilon(RADII[norm]);
  const options = attackOptionsOf({ attack, eps, steps }, {});
  const plan: MethodPlan = { ...plainPlan, attack, norm, eps, loss, steps, options, threat: 'pixel' };
  const labelled = Array.from(peers.labels, (label) => ({ label, target: label }));
  const batch = {
    origin: imageBatch(origins, COUNT, SHAPE),
    ...classTensors(labelled, COUNT, 10),
    spread: tf.ones<tf.Rank.R1>([COUNT]),
  };
  const iteration = traceIteration(attackedModel, plan, batch);
  const restart = tf.zeros<tf.Rank.R1>([COUNT]);
  let state = initialState(attackMethods[attack], imageBatch(starts(norm, eps), COUNT, SHAPE));
  for (let step = 0; step < steps; step += 1) {
    state = iteration.advance(state, batch, { step: tf.fill([COUNT], step), restart }, {});
  }
  const kept = iteration.conclude(state, batch, { step: tf.fill([COUNT], steps), restart });
  const change = tf.norm(tf.reshape(tf.sub(kept.x, batch.origin), [COUNT, -1]), 2, 1);
  iteration.dispose();
  return { losses: [...kept.score.dataSync()], change: [...change.dataSync()] };
}

describe.each(cases)('Auto-PGD on $network, $norm, $loss', (peer) => {
  it('finds the loss that the peer finds, where it finds it', () => {
    const { losses, change } = found(peer);
    expect(worst(losses, peer.losses)).toBeLessThan(peer.norm === 'l1' ? 1e-3 : 1e-4);
    // In l1 rounding decides which of nearly equal numbers move: other points of the same loss are found with other numbers of threads.
    if (peer.norm === 'l1') return;
    // Where a gradient is nearly 0, rounding decides on its sign: the point moves more than its loss.
    expect(worst(change, peer.change)).toBeLessThan(2e-3);
  });
});

/** The largest difference, as a part of what is expected. */
function worst(values: readonly number[], expected: readonly number[]): number {
  return Math.max(...expected.map((value, i) => Math.abs(at(values, i) - value) / Math.abs(value)));
}
