import type { ClassGradientTrace, DifferentiatedNetwork } from './classGradient.js';

/** What a method is told of some inputs, and what it may ask the network. All arrays run over images, rows, columns, channels. */
export interface GradientField {
  /** The number of each image in its split. */
  readonly index: Int32Array;
  /** The network's inputs x. */
  readonly inputs: Float32Array;
  readonly channels: number;
  /** The gradient of each image's explained logit at x. */
  readonly gradient: Float32Array;
  /** The gradient of the same logits at other points, one an image, in the shape of the inputs. */
  readonly gradientAt: (points: Float32Array) => Float32Array;
}

/** What a logit is put down to. */
export interface Attribution {
  /** What multiplies the input, in its shape: W(x), or what stands for it. */
  readonly weights: Float32Array;
  /** The attribution summed over channels: one number for each pixel. */
  readonly contribution: Float32Array;
}

/** Puts the explained logits of some inputs down to their pixels. */
export type Attribute = (field: GradientField) => Attribution;

/** What may be chosen of a method. */
export interface AttributionSettings {
  /** Points of an integral. */
  readonly steps: number;
  /** Noisy copies of an image. */
  readonly samples: number;
  /** The standard deviation of their noise, in units of [0,1]. */
  readonly noise: number;
  /** Where the noise comes from. */
  readonly seed: number;
}

/** A way to put a logit down to pixels. */
export interface AttributionMethod {
  readonly describe: string;
  /** Which gradient it takes. */
  readonly mode: DifferentiatedNetwork['mode'];
  /** Whether it says something of B-cos networks alone. */
  readonly bcosOnly: boolean;
  /** The settings that mean something to it. */
  readonly settings: readonly (keyof AttributionSettings)[];
  readonly create: (settings: AttributionSettings) => Attribute;
}

/** A network, ready to explain, and how. */
export interface Explainer {
  readonly trace: ClassGradientTrace;
  readonly attribute: Attribute;
}
