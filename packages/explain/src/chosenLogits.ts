import { at, float32At } from '@bcos-bench/vocabulary';

/**
 * The logit of one class of each of N inputs.
 * @param logits [N, classes]
 * @param classes [N]
 */
export function chosenLogits(logits: Float32Array, classes: Int32Array): Float32Array {
  const count = logits.length / classes.length;
  return Float32Array.from(classes, (chosen, row) => float32At(logits, row * count + chosen));
}

/**
 * The probability of one class of each of N inputs, by softmax.
 * @param logits [N, classes]
 * @param classes [N]
 */
export function chosenProbabilities(logits: Float32Array, classes: Int32Array): Float32Array {
  const count = logits.length / classes.length;
  return Float32Array.from(classes, (chosen, row) => {
    const ofInput = logits.subarray(row * count, (row + 1) * count);
    const least = -at(ofInput, chosen);
    // exp may overflow to Infinity, whose inverse is the probability 0.
    return 1 / ofInput.reduce((sum, logit) => sum + Math.exp(logit + least), 0);
  });
}
