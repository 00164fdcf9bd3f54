import { z } from 'zod';
import { trainingMethodSchema, threatSchema } from '@bcos-bench/vocabulary';
import { trainingAttackSchema } from './adversarial/trainingAttackName.js';

export const optimiserSchema = z.enum(['adam', 'adamw', 'sgd']);
export type OptimiserName = z.infer<typeof optimiserSchema>;

export const scheduleSchema = z.enum(['constant', 'cosine', 'warmup-cosine', 'multi-step', 'cyclic']);
export type ScheduleName = z.infer<typeof scheduleSchema>;

export const criterionSchema = z.enum(['bce', 'bce-uniform', 'cross-entropy']);
export type CriterionName = z.infer<typeof criterionSchema>;

export const clipSchema = z.enum(['none', 'adaptive']);
export type ClipName = z.infer<typeof clipSchema>;

export const augmentationSchema = z.enum(['flip', 'crop', 'cutout', 'colour-jitter', 'rotation']);
export type AugmentationName = z.infer<typeof augmentationSchema>;

const share = z.number().min(0).max(1);
/** At most what the columns of our files hold. */
const count = z.int().max(2 ** 31 - 1);

/** Every choice of a training but its data, its network and its seed. Fields that the others make idle have a value all the same. */
export const recipeSchema = z.strictObject({
  /** Times through the training split. */
  epochs: count.min(1),
  /** Images a step; the last step of an epoch has those that are left, as PyTorch's loaders do it. */
  batch: count.min(1),
  /** The learning rate; the schedule multiplies it. */
  lr: z.number().positive(),
  optimiser: optimiserSchema,
  /** The share of the last step's velocity that SGD keeps. */
  momentum: share,
  weightDecay: z.number().min(0),
  /** Adam's epsilon. B-cos networks without norms begin with gradients of 1e-8 and less: see `docs/training.md`. */
  adamEpsilon: z.number().positive(),
  schedule: scheduleSchema,
  /** Epochs over which `warmup-cosine` rises. */
  warmupEpochs: count.min(0),
  /** Epochs, counted from 0, at which `multi-step` multiplies the rate by `decay`. */
  milestones: z.array(count.min(1)),
  decay: z.number().positive(),
  /** Where `cyclic` reaches the full rate, as a share of all steps. */
  peak: z.number().gt(0).lt(1),
  /** `null` stands for the loss of the architecture. */
  loss: criterionSchema.nullable(),
  labelSmoothing: share,
  clip: clipSchema,
  /** The most that a unit's gradient may be, of the norm of the unit's weights. */
  clipFactor: z.number().positive(),
  /** The share of the moving average of weights that an update keeps; 0 stands for no average. */
  emaDecay: z.number().min(0).lt(1),
  /** Steps from one update of the average to the next. */
  emaEvery: count.min(1),
  /** What is done to training images, in order. */
  augmentation: z.array(augmentationSchema),
  /** Side of the square that `cutout` blackens, in pixels. */
  cutoutSide: count.min(1),
  /** The attack of adversarial training, or `none`. */
  adversarial: trainingAttackSchema,
  /** Its method. */
  adversarialAttack: trainingMethodSchema,
  /** The length of an attack's step as a share of eps; `null` stands for 2.5 over the number of steps. */
  adversarialStep: z.number().positive().nullable(),
  adversarialThreat: threatSchema,
  /** Where an attack begins: at the image, or at random in the ball around it. */
  adversarialStart: z.enum(['image', 'random']),
  /** What an attack ends with: its last iterate, or that of highest loss. */
  adversarialKeep: z.enum(['last', 'best']),
  /** Epochs over which the attack's radius grows to its full length. */
  adversarialWarmup: count.min(0),
});
export type Recipe = z.infer<typeof recipeSchema>;
