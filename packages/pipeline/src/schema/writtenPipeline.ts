import { z } from 'zod';
import {
  attackDescription,
  attributionMethodSchema,
  IMAGES_LOOKED_AT,
  normSchema,
  threatSchema,
} from '@bcos-bench/vocabulary';
import { attackCellSchema, radius } from './attackCell.js';
import { attackVariantKeys } from './attackVariant.js';
import { auditSchema } from './auditSchema.js';
import { corruptionSchema } from './corruptionSchema.js';
import { figureSchema } from './figures/figureKinds.js';
import { flagsOf, flagValue } from './flagSpelling.js';
import { identifier } from './identifier.js';
import { measureSchema } from './measureSchema.js';
import { contradictoryNormaliser, normaliserKeys } from './normaliserKeys.js';
import { allOrSome } from './networkList.js';
import { tableSchema } from './tableSchema.js';
import { transferSchema } from './transferSchema.js';

/** A list, of which one value may stand alone. */
function oneOrMore<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    (value) => (Array.isArray(value) || value === undefined ? value : [value]),
    z.array(schema).min(1),
  );
}

/** A folder of the workspace, from its root. */
const workspaceFolder = z
  .string()
  .regex(/^(?!.*\.\.)[\w.-]+(?:\/[\w.-]+)*$/, 'must be a folder of the workspace such as pretrained/resnet20');

/** A file of weights by its name: where it lies is no part of a pipeline. */
const weightsName = z.string().regex(/^[\w.-]+$/, 'must be the name of a file in weights/ or in WEIGHTS_DIR');

/** A training begins with an architecture or with a network. */
function beginningOfTraining(
  { arch, init }: { readonly arch?: string | undefined; readonly init?: string | undefined },
  context: z.RefinementCtx,
): void {
  if (arch === undefined && init === undefined) {
    context.addIssue({ code: 'invalid_type', expected: 'string', path: ['arch'], input: undefined });
  }
  if (arch !== undefined && init !== undefined) {
    context.addIssue({
      code: 'custom',
      path: ['init'],
      message: 'says what network it is, and so does arch: leave out one',
    });
  }
}

/** Where a network comes from. */
const networkSources = {
  /** A node trains it: the flags of `bcos-train` but for `data`, `out` and `quiet`. `init` is the network that it begins with. */
  train: flagsOf('train')
    .pipe(
      z
        .object({ arch: z.string().optional(), init: identifier.optional() })
        .catchall(flagValue)
        .superRefine(beginningOfTraining),
    )
    .optional(),
  /** A node reads in a published file: the flags of `bcos-import` but for `out` and `quiet`. */
  import: flagsOf('import')
    .pipe(
      z
        .object({
          from: weightsName,
          published: z.url().optional(),
          arch: z.string().default('auto'),
          ...normaliserKeys,
        })
        .catchall(flagValue)
        .superRefine(contradictoryNormaliser),
    )
    .optional(),
  /** A folder of the workspace holds it. */
  checkpoint: workspaceFolder.optional(),
};

const networkSchema = z
  .strictObject({ title: z.string().optional(), ...networkSources })
  .refine(({ train, import: file, checkpoint }) => [train, file, checkpoint].filter(Boolean).length === 1, {
    error: 'must have one of train, import, checkpoint',
  });
export type NetworkSpec = z.infer<typeof networkSchema> & { readonly title: string };

/** Networks by name; one without a title has its name. */
const networksSchema = z
  .record(identifier, networkSchema)
  .transform((networks): Record<string, NetworkSpec> =>
    Object.fromEntries(
      Object.entries(networks).map(([id, network]) => [id, { ...network, title: network.title ?? id }]),
    ),
  );

/**
 * A grid of attacks: every network with every eps, number of steps and threat, all of one variant. `networks: all` is every
 * network.
 */
const attackGridSchema = z
  .strictObject({
    norm: normSchema,
    eps: oneOrMore(radius),
    /** The usual number of the method where it is left out. */
    steps: oneOrMore(z.int().min(1)).optional(),
    threat: oneOrMore(threatSchema).default(['encoded']),
    ...attackVariantKeys,
    networks: allOrSome,
    /** The number of images, the first of the test split. */
    limit: z.int().min(1).optional(),
    /** The number of attacked images that are kept for figures. */
    keep: z.int().min(0).default(8),
    /** Other flags of `bcos-attack`. */
    flags: flagsOf('attack').pipe(z.record(z.string(), flagValue)).default({}),
  })
  .transform((grid) => ({ ...grid, steps: grid.steps ?? [attackDescription(grid.attack ?? 'pgd').usualSteps] }));

/** A look at the clean accuracy of a network before it is attacked: near chance, the usual other ways to give it images are tried. */
const checkSchema = z.strictObject({ network: identifier, limit: z.int().min(1).default(IMAGES_LOOKED_AT) });

const explanationSchema = z.strictObject({
  network: identifier,
  attack: attackCellSchema,
  /** The usual one of the network where it is left out. */
  method: attributionMethodSchema.optional(),
  limit: z.int().min(1).default(8),
});
export type ExplanationCell = z.infer<typeof explanationSchema>;

/** `pipelines/NAME.yaml`, of which a title and a report may be left out. */
export const writtenPipeline = z.strictObject({
  title: z.string().optional(),
  /** The flags of `bcos-data` but for `out`, `quiet` and `source`: where the archive lies is no part of a pipeline. */
  data: flagsOf('data').pipe(z.object({ dataset: z.string() }).catchall(flagValue)),
  networks: networksSchema,
  attacks: z.array(attackGridSchema),
  explanations: z.array(explanationSchema).default([]),
  checks: z.array(checkSchema).default([]),
  audits: z.array(auditSchema).default([]),
  measures: z.array(measureSchema).default([]),
  transfer: z.array(transferSchema).default([]),
  corruptions: z.array(corruptionSchema).default([]),
  report: z
    .strictObject({
      /** What the page says first, instead of a sentence made from the numbers. */
      headline: z.string().min(1).optional(),
      /** Networks whose weights the page holds, so that its readers can attack them in their browsers. */
      live: z.array(z.string()).default([]),
      tables: z.array(tableSchema).optional(),
      figures: z.array(figureSchema).optional(),
    })
    .default({ live: [] }),
});
export type WrittenPipeline = z.infer<typeof writtenPipeline>;
