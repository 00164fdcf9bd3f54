import { z } from 'zod';
import { regionSchema } from './region.js';

/**
 * The options that methods of attack can have, by flag and YAML key, each with one line for `--help` and the docs. A name means
 * the same in every method that has it.
 */
export const attackOptionsSchema = z.object({
  'step-size': z.number().positive().describe('step size in units of [0,1]'),
  decay: z.number().min(0).describe('factor by which momentum keeps earlier gradients'),
  'gradient-scale': z
    .enum(['image', 'batch-mean'])
    .describe('gradient of the loss of each image, or of the mean loss of a batch of 128 as in the article'),
  rho: z
    .number()
    .min(0)
    .max(1)
    .describe('share of the steps between two checkpoints that must raise the loss; with fewer the step size halves'),
  targets: z.int().min(1).describe('number of target classes: the likeliest wrong classes of the clean image'),
  'alpha-max': z.number().min(0).max(1).describe('largest share that the projection of the image has in a step'),
  eta: z.number().min(1).describe('factor by which a step goes beyond the boundary'),
  beta: z.number().gt(0).max(1).describe('share of the way from the image that is left after a step back'),
  'p-init': z
    .number()
    .gt(0)
    .max(1)
    .describe(
      'share of the image that the first windows cover; it halves nine times, as the schedule of the paper says',
    ),
  members: z
    .string()
    .regex(/^[a-z0-9-]+( *, *[a-z0-9-]+)*$/, 'must be names such as apgd-ce,square')
    .describe('which attacks the ensemble has: standard, plus, rand, or their names in order such as apgd-ce,square'),
  gamma: z
    .number()
    .gt(0)
    .lt(1)
    .describe('share by which the radius of an image shrinks where its iterate reaches the goal, and grows where not'),
  'initial-radius': z.number().positive().describe('radius before the first step, in units of [0,1]'),
  confidence: z
    .number()
    .gt(0)
    .max(1)
    .describe('most by which the probability of the prediction may change while the explanation is attacked'),
  region: regionSchema.describe(
    'pixels whose contribution is hidden: the most important eighth, or a part of the image',
  ),
  towards: z
    .enum(['other-image', ...regionSchema.options])
    .describe('map to come to: that of the next image of another class, or a part of the image'),
  queries: z.int().min(1).describe('steps of the member square, each of one forward pass'),
});

export type AttackOptions = z.infer<typeof attackOptionsSchema>;
export type AttackOptionName = keyof AttackOptions;

/** Values of options by name: those that a method has, the others are absent. */
export const attackOptionValuesSchema = attackOptionsSchema.partial();
export type AttackOptionValues = z.infer<typeof attackOptionValuesSchema>;
