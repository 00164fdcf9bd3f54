import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { LogitsOf } from './backward.js';

/** The last feature maps of some inputs; null where a network does not say which they are, as a graph of ONNX and a transformer. */
export function lastFeatures(logits: LogitsOf, x: Tensor4D): Tensor4D | null {
  const seen: Tensor4D[] = [];
  logits(x, {
    features: (maps) => {
      seen.push(maps);
      return maps;
    },
  });
  return seen[0] ?? null;
}
