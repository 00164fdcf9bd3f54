/**
 * The spread of an image's logits: their standard deviation over the classes. It is 1 where all are equal, so that it can divide.
 *
 * Logits that are divided by it keep their gradient in float32: of C classes, none is more than C / sqrt(C - 1) above the others' mean.
 */
export function logitSpread(logits: readonly number[]): number {
  const mean = logits.reduce((sum, logit) => sum + logit, 0) / logits.length;
  const variance = logits.reduce((sum, logit) => sum + (logit - mean) ** 2, 0) / logits.length;
  return variance > 0 ? Math.sqrt(variance) : 1;
}
