import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { buildNetwork, loadWeights } from '@bcos-bench/models';
import {
  attackDescription,
  attackOptionsOf,
  normSchema,
  parseEpsilon,
  threatSchema,
  USUAL_IMAGE_SHAPE,
} from '@bcos-bench/vocabulary';
import { imagesInMemory, type AttackSample, type Pictures } from '@bcos-bench/formats';
import { seededArrays, seededNumbers } from '@bcos-bench/models/testing/seededNumbers';
import { attackPictures } from './attackPictures.js';
import type { AttackPlan } from './attackPlan.js';
import { plainPlan } from './testing/plan.fixture.js';

const COUNT = 4;
const CLASSES = 10;
const STEPS = 10;
const PLANE = 1024;
/** How far a loss may be from the peers', as a part of it. */
const ALLOWED = 1e-5;
/** After many steps: where a gradient is nearly 0, rounding decides on its sign, and so on a whole step of l-inf. */
const ALLOWED_AT_THE_END = 1e-4;
const architectures = {
  resnet8: { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' },
  'bcos-resnet8': { name: 'bcos-resnet8', b: 1, maxOut: 2, norm: 'none' },
};

const caseSchema = z.object({
  attack: z.enum(['pgd', 'fgsm', 'mi-fgsm']),
  network: z.enum(['resnet8', 'bcos-resnet8']),
  threat: threatSchema,
  loss: z.enum(['bce', 'ce']),
  norm: normSchema,
  targeted: z.boolean(),
  clean: z.array(z.number()),
  /** Losses of all pictures after one, two and three steps (`step1` …), and after all (`final`). */
  losses: z.record(z.string(), z.array(z.number())),
});
type PeerCase = z.infer<typeof caseSchema>;

const path = fileURLToPath(new URL('fixtures/peer-attacks.json', import.meta.url));
const cases = z.array(caseSchema).parse(JSON.parse(readFileSync(path, 'utf8')));

/** The pictures of `bench/peers/attack_fixtures.py`, which PyTorch has channels first. */
function peerPictures(): Pictures {
  const planes = seededNumbers('pictures', [COUNT, 3, 32, 32], 0, 1);
  const byte = (picture: number, pixel: number, channel: number): number =>
    Math.floor((planes[(picture * 3 + channel) * PLANE + pixel] ?? NaN) * 256);
  return {
    shape: USUAL_IMAGE_SHAPE,
    index: Int32Array.from({ length: COUNT }, (_, i) => i),
    labels: Int32Array.from({ length: COUNT }, (_, i) => (3 * i) % CLASSES),
    images: Uint8Array.from({ length: COUNT * PLANE * 3 }, (_, at) =>
      byte(Math.floor(at / (3 * PLANE)), Math.floor(at / 3) % PLANE, at % 3),
    ),
  };
}

function planOf({ attack, norm, threat, loss, targeted }: PeerCase, run: string): AttackPlan {
  const description = attackDescription(attack);
  const eps = parseEpsilon(norm === 'linf' ? '8/255' : '0.5');
  const whole = run === 'final';
  const steps = attack === 'fgsm' ? 1 : STEPS;
  return {
    ...plainPlan,
    attack,
    norm,
    eps,
    threat,
    loss,
    steps: whole ? steps : Number(run.replace('step', '')),
    options: attackOptionsOf({ attack, eps, steps }, {}),
    useBest: whole && description.keeps === 'best',
    target: targeted ? 'least-likely' : null,
  };
}

describe.each(cases)('$attack, $norm, targeted $targeted, on $network, $threat', (peer) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openTensorFlow();
  });

  it.each(Object.entries(peer.losses))("has the peers' losses: %s", (run, expected) => {
    const network = buildNetwork(architectures[peer.network], CLASSES, null);
    const weights = loadWeights(network.parameters, seededArrays(network.parameters), 'the formula');
    const victim = { engine, network, weights, classes: CLASSES, shape: USUAL_IMAGE_SHAPE };
    const attacked = { images: imagesInMemory(peerPictures()), from: 0, batch: COUNT };
    const samples = [...attackPictures(victim, planOf(peer, run), attacked, () => undefined)].map(
      ({ sample }) => sample,
    );
    expect(errors(samples, 'clean_loss', peer.clean)).toBeLessThan(1e-6);
    expect(errors(samples, 'adv_loss', expected)).toBeLessThan(run === 'final' ? ALLOWED_AT_THE_END : ALLOWED);
    for (const tensor of weights.values()) tensor.dispose();
  });
});

/** The largest error of a loss, as a part of it. */
function errors(
  samples: readonly AttackSample[],
  loss: 'clean_loss' | 'adv_loss',
  expected: readonly number[],
): number {
  return Math.max(...expected.map((value, i) => Math.abs((samples[i]?.[loss] ?? NaN) - value) / value));
}
