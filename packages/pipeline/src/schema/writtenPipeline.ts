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
import { detectionSchema } from './detectionSchema.js';
import { figureSchema } from './figures/figureKinds.js';
import { flagsOf, flagValue } from './flagSpelling.js';
import { identifier } from './identifier.js';
import { measureSchema } from './measureSchema.js';
import { contradictoryNormaliser, normaliserKeys } from './normaliserKeys.js';
import { allOrSome } from './networkList.js';
import { tableSchema } from './tableSchema.js';
import { transferSchema } from './transferSchema.js';

const FIRST_IMAGES = 'images, the first of the test split; all unless given';

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
  train: flagsOf('train')
    .pipe(
      z
        .object({ arch: z.string().optional(), init: identifier.optional() })
        .catchall(flagValue)
        .superRefine(beginningOfTraining),
    )
    .optional()
    .describe(
      'a node trains it: flags of bcos-train but for data and out; init is a network of the pipeline to begin with',
    ),
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
    .optional()
    .describe(
      'a node reads in a file of weights: flags of bcos-import but for out; from is its name, in WEIGHTS_DIR or weights/',
    ),
  checkpoint: workspaceFolder.optional().describe('folder of the workspace that holds it, such as pretrained/resnet20'),
};

const networkSchema = z
  .strictObject({
    title: z.string().optional().describe('in tables and figures; its name unless given'),
    ...networkSources,
  })
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
    norm: normSchema.describe('norm that bounds the perturbation'),
    eps: oneOrMore(radius).describe('radii in units of [0,1], such as [4/255, 8/255]; one may stand alone'),
    steps: oneOrMore(z.int().min(1)).optional().describe('numbers of steps; the usual one of the method unless given'),
    threat: oneOrMore(threatSchema)
      .default(['encoded'])
      .describe('what may move: all that the network sees (encoded), or the image (pixel); one or both'),
    ...attackVariantKeys,
    networks: allOrSome,
    limit: z.int().min(1).optional().describe(FIRST_IMAGES),
    keep: z.int().min(0).default(8).describe('attacked images that are kept, for figures'),
    flags: flagsOf('attack').pipe(z.record(z.string(), flagValue)).default({}).describe('other flags of bcos-attack'),
  })
  .transform((grid) => ({ ...grid, steps: grid.steps ?? [attackDescription(grid.attack ?? 'pgd').usualSteps] }));

/** A look at the clean accuracy of a network before it is attacked: near chance, the usual other ways to give it images are tried. */
const checkSchema = z.strictObject({
  network: identifier,
  limit: z.int().min(1).default(IMAGES_LOOKED_AT).describe('images that are looked at'),
});

const explanationSchema = z.strictObject({
  network: identifier,
  attack: attackCellSchema.describe('the attack after which its images are explained again'),
  method: attributionMethodSchema.optional().describe('the usual one of the network unless given'),
  limit: z.int().min(1).default(8).describe('images that are explained, the first ones'),
});
export type ExplanationCell = z.infer<typeof explanationSchema>;

/** `pipelines/NAME.yaml`, of which a title and a report may be left out. */
export const writtenPipeline = z.strictObject({
  title: z.string().optional().describe('of the page; made from the data and the networks unless given'),
  data: flagsOf('data')
    .pipe(z.object({ dataset: z.string() }).catchall(flagValue))
    .describe('flags of bcos-data but for out and source: where an archive lies is no part of a pipeline'),
  networks: networksSchema.describe('networks by name'),
  attacks: z.array(attackGridSchema).describe('grids: every network with every radius, number of steps and threat'),
  explanations: z.array(explanationSchema).default([]).describe('explanations before and after an attack'),
  checks: z.array(checkSchema).default([]).describe('looks at the clean accuracy before anything is attacked'),
  audits: z.array(auditSchema).default([]).describe('looks for signs of masked gradients'),
  measures: z.array(measureSchema).default([]).describe('how good the explanations of a network are'),
  detections: z
    .array(detectionSchema)
    .default([])
    .describe('whether explanations tell attacked images from clean ones'),
  transfer: z.array(transferSchema).default([]).describe('attacked images of one network, evaluated by others'),
  corruptions: z.array(corruptionSchema).default([]).describe('common corruptions of the test images'),
  report: z
    .strictObject({
      headline: z.string().min(1).optional().describe('what the page says first; made from the numbers unless given'),
      live: z.array(z.string()).default([]).describe('networks that readers can attack in their browsers'),
      tables: z.array(tableSchema).optional().describe('the usual ones unless given'),
      figures: z.array(figureSchema).optional().describe('the usual ones unless given'),
    })
    .default({ live: [] })
    .describe('what the page shows'),
});
export type WrittenPipeline = z.infer<typeof writtenPipeline>;
