import { join } from 'node:path';
import { z } from 'zod';
import { normSchema, threatSchema } from '@bcos-bench/vocabulary';
import { architectureSchema } from './checkpoint.js';
import { readJson, writeJson } from './json.js';

/** One attack of an audit, and what it left of the images that are classified correctly without an attack. */
export const auditComparisonSchema = z.object({
  /** Unique in an audit, such as `steps 100`. */
  name: z.string(),
  /** What it is compared within, such as `steps`. */
  group: z.string(),
  /** The attack in words. */
  attack: z.string(),
  /** The images that it broke, by their numbers in the split. */
  broken: z.array(z.int()),
  /** How many it left. */
  left: z.int(),
});
export type AuditComparison = z.infer<typeof auditComparisonSchema>;

/** A condition that was looked at, and what was seen. */
export const auditConditionSchema = z.object({
  name: z.string(),
  condition: z.string(),
  raised: z.boolean(),
  observed: z.string(),
});
export type AuditCondition = z.infer<typeof auditConditionSchema>;

/** The loss around some images, `losses[i][j]` at `steps[i]` along the gradient and `steps[j]` along a random direction. */
export const lossSurfaceSchema = z.object({
  /** In units of the radius, from -1 to 1. */
  steps: z.array(z.number()),
  images: z.array(z.object({ index: z.int(), losses: z.array(z.array(z.number())) })),
});
export type LossSurface = z.infer<typeof lossSurfaceSchema>;

/** `audit.json`: whether there are signs that a network's gradients are masked, and what they are. */
export const auditSchema = z.object({
  network: architectureSchema,
  dataset: z.string(),
  split: z.string(),
  images: z.int(),
  classes: z.int(),
  norm: normSchema,
  /** In units of [0,1]. */
  eps: z.number(),
  /** As it was given, such as `8/255`. */
  epsText: z.string(),
  threat: threatSchema,
  /** The loss that the network was trained with, in the form of attacks. */
  loss: z.string(),
  /** The network that the transferred images were made with; null where there are none. */
  from: architectureSchema.nullable(),
  seed: z.int(),
  /** The images that are classified correctly without an attack, by their numbers in the split. */
  correct: z.array(z.int()),
  comparisons: z.array(auditComparisonSchema),
  gradients: z.object({
    /** Images whose gradient of the own loss was taken, all of them classified correctly. */
    images: z.int(),
    /** Of these, those whose gradient is exactly 0, and those where its l2 norm is below 1e-8. */
    zero: z.int(),
    small: z.int(),
    /** Images whose gradient is large enough that a small step along it must be seen in the loss, and those where it is not. */
    measurable: z.int(),
    mismatched: z.int(),
    /** The largest distance of the logits of two forward passes, each divided by its length. */
    repeatDifference: z.number(),
  }),
  /** The six checks of AutoAttack. */
  checks: z.array(auditConditionSchema),
  surface: lossSurfaceSchema,
  /** What the verdict goes by. */
  rules: z.array(auditConditionSchema),
  verdict: z.object({
    outcome: z.enum(['no sign of masking', 'masked', 'too few images']),
    words: z.string(),
    /** The rule that it names; null where none is raised. */
    rule: z.string().nullable(),
  }),
});
export type Audit = z.infer<typeof auditSchema>;

const FILE = 'audit.json';

/** Writes `audit.json` into an audit's folder. */
export function writeAudit(folder: string, audit: Audit): void {
  writeJson(join(folder, FILE), audit);
}

/** Reads `audit.json` of an audit's folder. @throws Fault */
export function readAudit(folder: string): Audit {
  return readJson(join(folder, FILE), auditSchema, 'run the audit again with bcos-attack audit');
}
