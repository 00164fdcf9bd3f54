import { z } from 'zod';

/** A common corruption of images: what is done, and how strongly. */
export interface CorruptionDescription {
  readonly summary: string;
  /** What the strengths are. */
  readonly measure: string;
  /** One for each severity, from 1 to 5. */
  readonly strengths: readonly [number, number, number, number, number];
}

/**
 * Corruptions in five strengths: those of CIFAR-10-C for images of 32x32 (Hendrycks and Dietterich 2019, `make_cifar_c.py`). `data` has
 * what each does to pixels.
 */
export const corruptionDescriptions = {
  'gaussian-noise': {
    summary: 'normal noise of its own at every number',
    measure: 'standard deviation, of images in [0,1]',
    strengths: [0.04, 0.06, 0.08, 0.09, 0.1],
  },
  'gaussian-blur': {
    summary: 'the mean of the pixels around, weighted by a normal distribution',
    measure: 'standard deviation in pixels',
    strengths: [0.4, 0.6, 0.7, 0.8, 1],
  },
  jpeg: {
    summary: 'packed as JPEG and unpacked',
    measure: 'quality',
    strengths: [80, 65, 58, 50, 40],
  },
  contrast: {
    summary: 'nearer to the mean of each channel',
    measure: 'share of the distance to the mean that is left',
    strengths: [0.75, 0.5, 0.4, 0.3, 0.15],
  },
  brightness: {
    summary: 'a higher value at the same hue and saturation',
    measure: 'added to the value, of images in [0,1]',
    strengths: [0.05, 0.1, 0.15, 0.2, 0.3],
  },
} as const satisfies Record<string, CorruptionDescription>;

export type CorruptionName = keyof typeof corruptionDescriptions;

/** The names of all corruptions, in the order of the docs. */
export const corruptionNameSchema = z.enum(
  Object.keys(corruptionDescriptions) as [CorruptionName, ...CorruptionName[]],
);

/** The largest severity. */
export const LARGEST_SEVERITY = 5;

/** How strong a corruption is, from 1 to 5; 0 leaves an image as it is. */
export const severitySchema = z.int().min(0).max(LARGEST_SEVERITY);
