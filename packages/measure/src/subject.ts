import type { AttributionPlan } from '@bcos-bench/explain';
import type { ImageShape } from '@bcos-bench/vocabulary';
import type { NetworkUnderTest } from './networkUnderTest.js';

/** The images whose explanations are measured. */
export interface MeasuredImages {
  /** The number of each image in its split. */
  readonly index: Int32Array;
  readonly labels: Int32Array;
  /** [N, rows, columns, channels] in [0,1]. */
  readonly images: Float32Array;
  /** Of an image. */
  readonly shape: ImageShape;
  /** The images as the network gets them. */
  readonly inputs: Float32Array;
  /** [N, classes]. */
  readonly logits: Float32Array;
  /** The class of the largest logit: it is explained. */
  readonly predicted: Int32Array;
}

/** What a measure is given: images of one network, explained by one method. */
export interface Subject extends MeasuredImages {
  readonly network: NetworkUnderTest;
  readonly plan: AttributionPlan;
  readonly seed: number;
  /** The contribution maps of the images, of the predicted classes: [N, rows, columns]. */
  readonly maps: Float32Array;
}

/** What a measure says of each image. */
export interface MeasuredValues {
  /** One per image; null where the measure is not defined for it. */
  readonly values: readonly (number | null)[];
  /** What was measured together, as one number per image; each image by itself unless given. */
  readonly units?: Int32Array;
}

/** A measure of explanations. @throws UsageFault where it is not defined for the network or the method */
export type Measure = (subject: Subject) => MeasuredValues;
