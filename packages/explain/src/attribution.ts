import type { TensorShape } from '@bcos-bench/vocabulary';
import type { Backward } from './backward.js';
import type { ClassGradientTrace, DifferentiatedNetwork } from './classGradient.js';

/** What a method of gradients is told of some inputs, and what it may ask the network. All arrays run over images, rows, columns, channels. */
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

/** What a method is told that asks for logits alone. */
export interface LogitField {
  /** The number of each image in its split. */
  readonly index: Int32Array;
  /** The network's inputs x. */
  readonly inputs: Float32Array;
  /** Of one input. */
  readonly shape: TensorShape;
  /** The explained logit of each image at x. */
  readonly logit: Float32Array;
  /** The same logits at other points, one an image, in the shape of the inputs. */
  readonly logitAt: (points: Float32Array) => Float32Array;
  /** The probabilities of the same classes there, by softmax. */
  readonly probabilityAt: (points: Float32Array) => Float32Array;
}

/** What a logit is put down to. */
export interface Attribution {
  /** What multiplies the input, in its shape: W(x), or what stands for it. */
  readonly weights: Float32Array;
  /** The attribution summed over channels: one number for each pixel. */
  readonly contribution: Float32Array;
}

/** Puts the explained logits of some inputs down to their pixels. */
export type Attribute<Field = GradientField & LogitField> = (field: Field) => Attribution;

/** What may be chosen of a method, as numbers. */
export interface AttributionChoices {
  /** Points of an integral. */
  readonly steps: number;
  /** Noisy or masked copies of an image. */
  readonly samples: number;
  /** The standard deviation of the noise, in units of [0,1]. */
  readonly noise: number;
  /** Rows and columns of the window that hides a part of an image. */
  readonly window: number;
  /** How far it moves, in pixels. */
  readonly stride: number;
  /** Rows and columns of the grid by which parts of an image are hidden. */
  readonly cells: number;
}

/** Everything that a method may use. */
export interface AttributionSettings extends AttributionChoices {
  /** Where random numbers come from. */
  readonly seed: number;
}

/** A way to put a logit down to pixels. */
export interface AttributionMethod {
  readonly describe: string;
  /** Which mode of the network it looks at. */
  readonly mode: DifferentiatedNetwork['mode'];
  /** What it has in place of the gradient. */
  readonly backward: Backward;
  /** Whether it says something of B-cos networks alone. */
  readonly bcosOnly: boolean;
  /** The settings that mean something to it, each with its usual value. */
  readonly settings: Readonly<Partial<AttributionChoices>>;
  /** Whether it draws random numbers. */
  readonly random: boolean;
  readonly create: (settings: AttributionSettings) => Attribute;
}

/** A network, ready to explain, and how. */
export interface Explainer {
  readonly trace: ClassGradientTrace;
  readonly attribute: Attribute;
}
