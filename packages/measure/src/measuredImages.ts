import { encodedInputs } from '@bcos-bench/explain';
import { unitRange, type Images } from '@bcos-bench/formats';
import { argMax } from './argMax.js';
import type { NetworkUnderTest } from './networkUnderTest.js';
import { rowsOf } from './rowsOf.js';
import type { MeasuredImages } from './subject.js';

/** Images as measures get them: with what the network predicts. */
export function measuredImages(
  network: NetworkUnderTest,
  { index, images: bytes, labels, shape }: Images,
): MeasuredImages {
  const images = unitRange(bytes);
  const inputs = encodedInputs(images, shape, network.network.encoding);
  const logits = network.logits(inputs);
  const predicted = Int32Array.from(rowsOf(logits, index.length), argMax);
  return { index, labels, images, shape, inputs, logits, predicted };
}
