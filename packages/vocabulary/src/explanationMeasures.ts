import { z } from 'zod';

/** The measures of explanations, by name: `docs/explanations.md` says what each can show. */
export const explanationMeasureSchema = z.enum([
  'grid-pointing-2x2',
  'grid-pointing-3x3',
  'deletion',
  'insertion',
  'most-important-first',
  'least-important-first',
  'faithfulness-correlation',
  'max-sensitivity',
  'average-sensitivity',
  'local-lipschitz',
  'relative-input-stability',
  'relative-output-stability',
  'relative-representation-stability',
  'sparseness',
  'entropy',
  'mprt',
  'efficient-mprt',
  'smooth-mprt',
  'class-randomisation',
  'completeness',
]);
export type ExplanationMeasureName = z.infer<typeof explanationMeasureSchema>;

/** What a measure asks of an explanation. */
export const measureAspects = [
  'localisation',
  'faithfulness',
  'stability',
  'complexity',
  'randomisation',
  'completeness',
] as const;
export type MeasureAspect = (typeof measureAspects)[number];

/** What a measure is called, where it comes from, and how its numbers are read. `measure` has its computation. */
export interface MeasureDescription {
  readonly title: string;
  readonly aspect: MeasureAspect;
  readonly summary: string;
  /** The paper. */
  readonly source: string;
  /** Which of two values is that of the better explanation. */
  readonly better: 'higher' | 'lower';
  /** The least and the most that it can be; null where there is no bound. */
  readonly range: readonly [least: number, most: number | null];
}

const pointing = {
  aspect: 'localisation',
  source: 'Böhle et al. 2021, Convolutional Dynamic Alignment Networks',
  better: 'higher',
  range: [0, 1],
} as const;
const removal = { aspect: 'faithfulness', source: 'Petsiuk et al. 2018, RISE', range: [0, 1] } as const;
const perturbation = {
  aspect: 'faithfulness',
  source: 'Srinivas and Fleuret 2019, Full-Gradient Representation',
  range: [0, null],
} as const;
const sensitivity = {
  aspect: 'stability',
  source: 'Yeh et al. 2019, On the (In)fidelity and Sensitivity of Explanations',
  better: 'lower',
  range: [0, null],
} as const;
const relative = {
  aspect: 'stability',
  source: 'Agarwal et al. 2022, Rethinking Stability for Attribution-based Explanations',
  better: 'lower',
  range: [0, null],
} as const;
const weights = {
  aspect: 'randomisation',
  source: 'Adebayo et al. 2018, Sanity Checks for Saliency Maps',
  better: 'lower',
  range: [-1, 1],
} as const;

/** Every measure by name: a row here, and a file in `measure/src/measures`. */
export const measureDescriptions: Readonly<Record<ExplanationMeasureName, MeasureDescription>> = {
  'grid-pointing-2x2': {
    title: 'Grid pointing game, 2x2',
    summary:
      'share of the positive contribution that lies in the image of the explained class, in a grid of four images',
    ...pointing,
  },
  'grid-pointing-3x3': {
    title: 'Grid pointing game, 3x3',
    summary:
      'share of the positive contribution that lies in the image of the explained class, in a grid of nine images',
    ...pointing,
  },
  deletion: {
    title: 'Deletion',
    summary: 'area under the probability of the class as pixels become zeros, the most important first',
    ...removal,
    better: 'lower',
  },
  insertion: {
    title: 'Insertion',
    summary: 'area under the probability of the class as pixels come back to zeros, the most important first',
    ...removal,
    better: 'higher',
  },
  'most-important-first': {
    title: 'Most important first',
    summary: 'mean share of the probability that is left while the most important quarter of the pixels become zeros',
    ...perturbation,
    better: 'lower',
  },
  'least-important-first': {
    title: 'Least important first',
    summary: 'mean share of the probability that is left while the least important quarter of the pixels become zeros',
    ...perturbation,
    better: 'higher',
  },
  'faithfulness-correlation': {
    title: 'Faithfulness correlation',
    aspect: 'faithfulness',
    summary: 'correlation of the contribution of random sets of pixels with the fall of the logit without them',
    source: 'Bhatt et al. 2020, Evaluating and Aggregating Feature-based Model Explanations',
    better: 'higher',
    range: [-1, 1],
  },
  'max-sensitivity': {
    title: 'Max-sensitivity',
    summary: 'largest relative change of the map under small random noise',
    ...sensitivity,
  },
  'average-sensitivity': {
    title: 'Average sensitivity',
    summary: 'mean relative change of the map under small random noise',
    ...sensitivity,
  },
  'local-lipschitz': {
    title: 'Local Lipschitz estimate',
    aspect: 'stability',
    summary: 'largest change of the map, scaled to 1, per change of the image under small random noise',
    source: 'Alvarez-Melis and Jaakkola 2018, On the Robustness of Interpretability Methods',
    better: 'lower',
    range: [0, null],
  },
  'relative-input-stability': {
    title: 'Relative input stability',
    summary: 'largest relative change of the map per relative change of the image',
    ...relative,
  },
  'relative-output-stability': {
    title: 'Relative output stability',
    summary: 'largest relative change of the map per change of the logits',
    ...relative,
  },
  'relative-representation-stability': {
    title: 'Relative representation stability',
    summary: 'largest relative change of the map per relative change of the last feature maps',
    ...relative,
  },
  sparseness: {
    title: 'Sparseness',
    aspect: 'complexity',
    summary: 'Gini index of the sizes in the map',
    source: 'Chalasani et al. 2020, Concise Explanations of Neural Networks using Adversarial Training',
    better: 'higher',
    range: [0, 1],
  },
  entropy: {
    title: 'Entropy',
    aspect: 'complexity',
    summary: 'entropy of the shares of the pixels in the map',
    source: 'Bhatt et al. 2020, Evaluating and Aggregating Feature-based Model Explanations',
    better: 'lower',
    range: [0, null],
  },
  mprt: {
    title: 'MPRT',
    summary:
      'mean rank correlation with the map of the network as its layers become random, from the last to the first',
    ...weights,
  },
  'efficient-mprt': {
    title: 'Efficient MPRT',
    aspect: 'randomisation',
    summary: 'relative rise of the entropy of the map when all weights become random',
    source: 'Hedström et al. 2024, A Fresh Look at Sanity Checks for Saliency Maps',
    better: 'higher',
    range: [-1, null],
  },
  'smooth-mprt': {
    title: 'Smooth MPRT',
    summary: 'MPRT of maps that are means over noisy copies of the image',
    ...weights,
    source: 'Hedström et al. 2024, A Fresh Look at Sanity Checks for Saliency Maps',
  },
  'class-randomisation': {
    title: 'Class randomisation',
    aspect: 'randomisation',
    summary: 'rank correlation with the map of another class, drawn at random',
    source: 'Sixt et al. 2020, When Explanations Lie',
    better: 'lower',
    range: [-1, 1],
  },
  completeness: {
    title: 'Completeness',
    aspect: 'completeness',
    summary: 'how far the sum of the map is from the change of the logit from zeros, relative to it',
    source: 'Sundararajan et al. 2017, Axiomatic Attribution for Deep Networks',
    better: 'lower',
    range: [0, null],
  },
};
