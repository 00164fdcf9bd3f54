import { chosenProbabilities, hidden } from '@bcos-bench/explain';
import { at, pixelsByImportance, pixelsOf } from '@bcos-bench/vocabulary';
import { rowsOf } from './rowsOf.js';
import { shared } from './shared.js';
import type { Subject } from './subject.js';

/** Which pixels of an image a curve shows to the network. */
export interface Shown {
  /** The share of the pixels that are taken, in [0,1]. */
  readonly share: number;
  /** From which end of their order. */
  readonly first: 'most important' | 'least important';
  /** Whether those are zeros, or all others are. */
  readonly taken: 'hidden' | 'kept';
}

const importance = shared(({ maps, index }): readonly Uint32Array[] =>
  rowsOf(maps, index.length).map(pixelsByImportance),
);

/** The probability of each image's predicted class where only a part of the image is shown, and the rest is zeros. */
export function probabilitiesShown(subject: Subject, { share, first, taken }: Shown): Float32Array {
  const { network, inputs, predicted } = subject;
  const pixels = pixelsOf(network.shape);
  const count = Math.round(share * pixels);
  const masks = importance(subject).map((order) => {
    const end = first === 'most important' ? order.subarray(0, count) : order.subarray(pixels - count);
    return maskOf(end, pixels, taken);
  });
  const shown = hidden(inputs, network.shape, (row) => at(masks, row));
  return chosenProbabilities(network.logits(shown), predicted);
}

/** What is kept of each of `pixels` pixels, 0 or 1, where those of `chosen` are hidden, or alone are kept. */
export function maskOf(chosen: Uint32Array, pixels: number, taken: Shown['taken']): Float32Array {
  const [others, those] = taken === 'hidden' ? [1, 0] : [0, 1];
  const kept = new Float32Array(pixels).fill(others);
  for (const pixel of chosen) kept[pixel] = those;
  return kept;
}
