import { join } from 'node:path';
import { z } from 'zod';
import { attributionMethodSchema, detectionFeatureSchema } from '@bcos-bench/vocabulary';
import { readJson, writeJson } from './json.js';

/** How well one number of an image tells whether it was attacked. */
export const detectedSchema = z.object({
  /**
   * `together` is a linear detector of all numbers, fitted on other images; `blocks-together` is one of both parts at all blocks.
   */
  feature: z.union([detectionFeatureSchema, z.enum(['together', 'blocks-together'])]),
  /** Images for which the number is defined before and after the attack. */
  images: z.int(),
  /** The area under the ROC curve with its 95% interval: above 0.5 where attacked images have larger numbers, below where smaller. */
  area: z.number(),
  low: z.number(),
  high: z.number(),
});
export type Detected = z.infer<typeof detectedSchema>;

/** The parts of what noise changes of a logit, at a block: what the change of its feature maps contributes, and what that of the map after them does. */
export const blockPartSchema = z.enum(['noise', 'map']);

/** How well one part at one block tells whether an image was attacked. */
export const detectedBlockSchema = z.object({
  /** As its arrays begin, such as `layer1.0`. */
  block: z.string(),
  part: blockPartSchema,
  /** As in `detected`, of all images. */
  ...detectedSchema.pick({ area: true, low: true, high: true }).shape,
});
export type DetectedBlock = z.infer<typeof detectedBlockSchema>;

/** `detection.json`: whether explanations tell attacked images from clean ones. */
export const detectionSchema = z.object({
  network: z.string(),
  dataset: z.string(),
  split: z.string(),
  /** How the images were explained. */
  method: attributionMethodSchema,
  /** The attack, as its summary names it, and its radius. */
  attack: z.object({ kind: z.string(), norm: z.string(), epsText: z.string(), steps: z.int(), threat: z.string() }),
  /** Images that the network classifies correctly, each before and after the attack. */
  images: z.int(),
  /** Of these, those that it classifies otherwise after the attack. */
  changed: z.int(),
  seed: z.int(),
  detected: z.array(detectedSchema),
  /** In the order of the pass; empty where the network is not residual, or an earlier version made the file. */
  blocks: z.array(detectedBlockSchema).default([]),
});
export type Detection = z.infer<typeof detectionSchema>;

const FILE = 'detection.json';

/** Writes `detection.json` into a folder. */
export function writeDetection(folder: string, detection: Detection): void {
  writeJson(join(folder, FILE), detection);
}

/** Reads `detection.json` of a folder. @throws Fault */
export function readDetection(folder: string): Detection {
  return readJson(join(folder, FILE), detectionSchema, 'detect again with bcos-measure detect');
}
