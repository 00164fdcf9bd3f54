import { Fault, numbersOf, pixelsOf } from '@bcos-bench/vocabulary';
import { joinedFloats } from '@bcos-bench/formats';
import type { Explainer } from './attribution.js';
import { chosenLogits, chosenProbabilities } from './chosenLogits.js';
import { PREDICTED } from './classGradient.js';

/** One version of some images, as a network gets them, and what of them is to be explained. */
export interface ImageInputs {
  /** The number of each image in its split. */
  readonly index: Int32Array;
  /** [N, rows, columns, channels], encoded and in [0,1]. */
  readonly inputs: Float32Array;
  /** The class to explain of each, or null for the predicted one of each. */
  readonly classes: Int32Array | null;
}

/** What the logits of N images are put down to. */
export interface AttributedImages {
  readonly prediction: Int32Array;
  readonly explainedClass: Int32Array;
  /** [N, classes]. */
  readonly logits: Float32Array;
  /** [N, rows, columns, channels]: what multiplies the input. */
  readonly weights: Float32Array;
  /** [N, rows, columns]. */
  readonly contribution: Float32Array;
}

/**
 * Attributions of any number of images, computed in batches of the size that was traced; they do not depend on that size.
 * @param report called after every batch with the number of images that are done
 * @throws Fault where a number is not finite, as with a network whose training went astray; it names the image
 */
export function attributeImages(
  explainer: Explainer,
  { index, inputs, classes }: ImageInputs,
  report: (done: number) => void = () => undefined,
): AttributedImages {
  const { batch, shape } = explainer.trace;
  const count = index.length;
  const [size, pixels] = [numbersOf(shape), pixelsOf(shape)];
  const wanted = classes ?? new Int32Array(count).fill(PREDICTED);
  const prediction = new Int32Array(count);
  const explainedClass = new Int32Array(count);
  const logits: Float32Array[] = [];
  const weights = new Float32Array(inputs.length);
  const contribution = new Float32Array(count * pixels);
  for (let at = 0; at < count; at += batch) {
    const end = Math.min(at + batch, count);
    const part = attributeBatch(explainer, {
      index: index.subarray(at, end),
      inputs: inputs.subarray(at * size, end * size),
      classes: wanted.subarray(at, end),
    });
    prediction.set(part.prediction, at);
    explainedClass.set(part.explainedClass, at);
    logits.push(part.logits);
    weights.set(part.weights, at * size);
    contribution.set(part.contribution, at * pixels);
    report(end);
  }
  return { prediction, explainedClass, logits: joinedFloats(logits), weights, contribution };
}

function attributeBatch(
  { trace, attribute }: Explainer,
  { index, inputs, classes }: ImageInputs & { readonly classes: Int32Array },
): AttributedImages {
  const { gradient, ...found } = trace.at(inputs, classes);
  const { explainedClass } = found;
  const attribution = attribute({
    index,
    inputs,
    shape: trace.shape,
    channels: trace.shape[2],
    gradient,
    gradientAt: (points) => trace.at(points, explainedClass).gradient,
    get logit() {
      return chosenLogits(found.logits, explainedClass);
    },
    logitAt: (points) => chosenLogits(trace.logits(points), explainedClass),
    probabilityAt: (points) => chosenProbabilities(trace.logits(points), explainedClass),
  });
  checkFinite(attribution.weights, index);
  checkFinite(found.logits, index);
  return { ...found, ...attribution };
}

function checkFinite(values: Float32Array, index: Int32Array): void {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  const image = index[Math.floor((wrong * index.length) / values.length)];
  throw new Fault({
    what: 'the network gives numbers that are not finite',
    where: `image ${image}`,
    remedy: 'check that its training went well',
  });
}
