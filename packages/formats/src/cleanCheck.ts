import { join } from 'node:path';
import { z } from 'zod';
import { normalisationSchema, percent, proportionInWords, proportionSchema } from '@bcos-bench/vocabulary';
import { modelSchema } from './checkpoint.js';
import { readJson, writeJson } from './json.js';

/** A way to give images to a network and to read its outputs. */
export const readingSchema = z.object({
  /** In words, such as `normaliser cifar10, blue first`. */
  words: z.string(),
  /** The flags of `bcos evaluate` that ask for it; none of the way that the checkpoint has. */
  flags: z.array(z.string()),
  normalisation: normalisationSchema,
  channelOrder: modelSchema.shape.channelOrder,
});
export type Reading = z.infer<typeof readingSchema>;

/** `check.json`: how many clean images a network classifies correctly, and, where that is little, which other way works. */
export const cleanCheckSchema = z.object({
  network: z.string(),
  dataset: z.string(),
  images: z.int(),
  classes: z.array(z.string()),
  /** As the checkpoint has it. */
  top1: proportionSchema,
  nearChance: z.boolean(),
  /** Every other way that was tried, in order; empty where there was no need. */
  tried: z.array(
    z.object({
      words: z.string(),
      flags: z.array(z.string()),
      top1: proportionSchema,
    }),
  ),
  /** The place in `tried` of the way that works: beyond chance more images are right than as the checkpoint has it; null where none does. */
  works: z.int().nullable(),
});
export type CleanCheck = z.infer<typeof cleanCheckSchema>;

const FILE = 'check.json';

/** Writes `check.json`. */
export function writeCleanCheck(folder: string, check: CleanCheck): void {
  writeJson(join(folder, FILE), check);
}

/** Reads `check.json`. @throws Fault where it is missing or damaged */
export function readCleanCheck(folder: string): CleanCheck {
  return readJson(join(folder, FILE), cleanCheckSchema, 'make it again with bcos-predict check');
}

/** The clean accuracy that a check has found, in words. */
export function cleanAccuracyLine({ images, top1, nearChance, classes }: CleanCheck): string {
  const chance = nearChance ? `, near chance (${percent(1 / classes.length)}%)` : '';
  return `clean accuracy on the first ${images} test images: ${proportionInWords(top1)}${chance}`;
}
