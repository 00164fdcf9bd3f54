import { z } from 'zod';

/** What a detector of attacked images looks at, in one line each; all but the first two are changes by noise on the image. */
export const detectionFeatureDescriptions = {
  probability: 'probability of the predicted class (softmax): no explanation',
  sparseness: 'Gini index of the sizes in the contribution map',
  cosine: 'cosine of the maps of the image and of noisy copies',
  'rank-correlation': 'rank correlation of these maps',
  'positive-kept': 'share of the positive contribution that noise leaves in place',
  'top-overlap': 'share of the most important eighth of the pixels that noise leaves so',
  'logit-change': 'change of the logit by noise',
  'noise-contribution': 'what the noise itself contributes to it, W(x + n) n',
  'map-contribution': 'what the change of the map contributes to it, (W(x + n) - W(x)) x',
} as const satisfies Record<string, string>;

export type DetectionFeatureName = keyof typeof detectionFeatureDescriptions;

export const detectionFeatureSchema = z.enum(
  Object.keys(detectionFeatureDescriptions) as [DetectionFeatureName, ...DetectionFeatureName[]],
);
