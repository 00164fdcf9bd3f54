import { join } from 'node:path';
import { z } from 'zod';
import {
  normalisationSchema,
  percent,
  probabilityText,
  proportionInWords,
  proportionSchema,
} from '@bcos-bench/vocabulary';
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

/** Two ways to give a network the same images, which are not those by which the other way was chosen. */
const pairedSchema = z.object({
  images: z.int(),
  /** Images that are right in the other way alone, and in the checkpoint's own alone. */
  gained: z.int(),
  lost: z.int(),
  /** Of McNemar's exact test. */
  p: z.number(),
});
export type PairedWays = z.infer<typeof pairedSchema>;

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
  /** How that way does beside the checkpoint's own on further images; absent where it was found without. */
  paired: pairedSchema.optional(),
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

/** How another way does beside the checkpoint's own, in words. */
export function pairedLine({ images, gained, lost, p }: PairedWays): string {
  const text = probabilityText(p);
  const found = text.startsWith('<') ? text : `= ${text}`;
  return `on the next ${images} images it alone has ${gained} right, and the way as it is ${lost} (McNemar's exact test: p ${found})`;
}
