import { at } from '@bcos-bench/vocabulary';
import { RANDOMISATIONS } from './randomisedWeights.js';
import { shared } from './shared.js';
import type { Subject } from './subject.js';

const byDepth = Array.from({ length: RANDOMISATIONS + 1 }, (_, depth) =>
  shared(({ network, plan, index, inputs, predicted }: Subject): Float32Array => {
    return network.explain(plan, { index, inputs, classes: predicted }, { depth }).contribution;
  }),
);

/** The maps of the images, of the same classes, once the last layers are random. @param depth 1 to RANDOMISATIONS, which is all layers */
export function randomisedMaps(depth: number): (subject: Subject) => Float32Array {
  return at(byDepth, depth);
}
