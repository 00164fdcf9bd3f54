import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { imagesInMemory } from '@bcos-bench/formats';
import { at, attackDescription, attackOptionsOf, usualNormSchema, parseEpsilon } from '@bcos-bench/vocabulary';
import { attackImages } from './attackImages.js';
import { plainPlan } from './testing/plan.fixture.js';
import { peerImages, peerModel } from './testing/peerNetworks.fixture.js';

/** How far the smallest radius of an image may be from that of adv-lib, as a part of it. */
const ALLOWED = 0.02;

const caseSchema = z.object({
  network: z.enum(['resnet8', 'bcos-resnet8']),
  attack: z.enum(['fmn', 'ddn']),
  norm: usualNormSchema,
  steps: z.int(),
  labels: z.array(z.int()),
  /** The smallest radius of each image. */
  radii: z.array(z.number()),
});

// `bench/peers/nearest_fixtures.py` makes it.
const path = fileURLToPath(new URL('fixtures/peer-nearest.json', import.meta.url));
const cases = z.array(caseSchema).parse(JSON.parse(readFileSync(path, 'utf8')));

describe.each(cases)('$attack, $norm, on $network', ({ network, attack, norm, steps, labels, radii }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openTensorFlow();
  });

  it('finds the smallest radii of adv-lib', () => {
    const eps = parseEpsilon(norm === 'linf' ? 1 : 55);
    const plan = {
      ...plainPlan,
      attack,
      norm,
      eps,
      steps,
      options: attackOptionsOf({ attack, eps, steps }, {}),
      threat: 'pixel',
      loss: attackDescription(attack).loss ?? 'ce',
    } as const;
    const model = peerModel(engine, network);
    const images = imagesInMemory({ ...peerImages(), labels: Int32Array.from(labels) });
    const rows = [...attackImages(model, plan, { images, from: 0, batch: labels.length }, () => undefined)];
    rows.forEach(({ sample }, i) => {
      expect(sample.success).toBe(true);
      expect(Math.abs(sample[norm] / at(radii, i) - 1)).toBeLessThan(ALLOWED);
    });
    for (const tensor of model.weights.values()) tensor.dispose();
  });
});
