import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { at, lookUp } from '@bcos-bench/vocabulary';
import { formulaCopies, formulaPixels, formulaSubject } from './fixtures/formulaSubject.fixture.js';
import { histogramEntropy } from './measures/efficientMprt.js';
import { entropy } from './measures/entropy.js';
import { correlatedFaithfulness } from './measures/faithfulnessCorrelation.js';
import { lipschitzEstimate } from './measures/localLipschitz.js';
import { featureChanges, imageChanges, logitChanges, relativeStability } from './measures/relativeStability.js';
import { deletion } from './measures/removalCurve.js';
import { largest, mean, sensitivity } from './measures/sensitivity.js';
import { sparseness } from './measures/sparseness.js';
import { rowsOf } from './rowsOf.js';
import type { Measure } from './subject.js';

/** How far a value may be from the peer's, relative to it. */
const ALLOWED = 0.01;

const quantus = new Map(
  Object.entries(
    z
      .record(z.string(), z.array(z.number()))
      .parse(JSON.parse(readFileSync(fileURLToPath(new URL('fixtures/quantus.json', import.meta.url)), 'utf8'))),
  ),
);

const copies = (): typeof formulaCopies => formulaCopies;
const measures: readonly (readonly [name: string, measure: Measure])[] = [
  ['sparseness', sparseness],
  ['entropy', entropy],
  ['histogram-entropy', ({ maps, index }) => ({ values: rowsOf(maps, index.length).map(histogramEntropy) })],
  ['max-sensitivity', sensitivity(largest, copies)],
  ['average-sensitivity', sensitivity(mean, copies)],
  ['local-lipschitz', lipschitzEstimate(copies)],
  ['relative-input-stability', relativeStability(imageChanges, copies)],
  ['relative-output-stability', relativeStability(logitChanges, copies)],
  ['relative-representation-stability', relativeStability(featureChanges, copies)],
  ['faithfulness-correlation', correlatedFaithfulness(() => formulaPixels)],
  ['deletion', deletion],
];

it.each(measures)('agrees with Quantus: %s', (name, measure) => {
  const { values } = measure(formulaSubject);
  const peer = lookUp(quantus, name);
  expect(values).toHaveLength(peer.length);
  const errors = values.map((value, image) => Math.abs(Number(value) - at(peer, image)) / Math.abs(at(peer, image)));
  if (process.env['PARITY_REPORT'] === '1')
    process.stdout.write(`| ${name} | ${Math.max(...errors).toExponential(1)} |\n`);
  errors.forEach((error) => expect(error).toBeLessThan(ALLOWED));
});
