import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { at, attackDescription, attackOptionsOf, normSchema, parseEpsilon, threatSchema } from '@bcos-bench/vocabulary';
import { imagesInMemory, type AttackSample } from '@bcos-bench/formats';
import { attackImages } from './attackImages.js';
import type { AttackPlan } from './plan/attackPlan.js';
import { peerImages, peerModel } from './testing/peerNetworks.fixture.js';
import { plainPlan } from './testing/plan.fixture.js';

const COUNT = 4;
const STEPS = 10;
/** How far a loss may be from the peers', as a part of it. */
const ALLOWED = 1e-5;
/** After many steps: where a gradient is nearly 0, rounding decides on its sign, and so on a whole step of l-inf. */
const ALLOWED_AT_THE_END = 1e-4;
const caseSchema = z.object({
  attack: z.enum(['pgd', 'fgsm', 'mi-fgsm']),
  network: z.enum(['resnet8', 'bcos-resnet8']),
  threat: threatSchema,
  loss: z.enum(['bce', 'ce']),
  norm: normSchema,
  targeted: z.boolean(),
  clean: z.array(z.number()),
  /** Losses of all images after one, two and three steps (`step1` …), and after all (`final`). */
  losses: z.record(z.string(), z.array(z.number())),
});
type PeerCase = z.infer<typeof caseSchema>;

const path = fileURLToPath(new URL('fixtures/peer-attacks.json', import.meta.url));
const cases = z.array(caseSchema).parse(JSON.parse(readFileSync(path, 'utf8')));

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
    const attackedModel = peerModel(engine, peer.network);
    const attacked = { images: imagesInMemory(peerImages()), from: 0, batch: COUNT };
    const samples = [...attackImages(attackedModel, planOf(peer, run), attacked, () => undefined)].map(
      ({ sample }) => sample,
    );
    expect(errors(samples, 'clean_loss', peer.clean)).toBeLessThan(1e-6);
    expect(errors(samples, 'adv_loss', expected)).toBeLessThan(run === 'final' ? ALLOWED_AT_THE_END : ALLOWED);
    for (const tensor of attackedModel.weights.values()) tensor.dispose();
  });
});

/** The largest error of a loss, as a part of it. */
function errors(
  samples: readonly AttackSample[],
  loss: 'clean_loss' | 'adv_loss',
  expected: readonly number[],
): number {
  return Math.max(...expected.map((value, i) => Math.abs(at(samples, i)[loss] - value) / value));
}
