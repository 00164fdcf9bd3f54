import { z } from 'zod';
import { normSchema, threatSchema } from '@bcos-bench/vocabulary';
import { articleValuesSchema } from './articleValues.js';
import { radius, type AttackCell } from './attackCell.js';
import { attackVariantKeys, variantOf } from './attackVariant.js';
import { identifier } from './identifier.js';

/** The table of explanation changes, which every report makes by itself. */
export const EXPLANATION_CHANGES = 'explanation-changes';

/** The end of the name of a table that says which networks of another differ; every report makes one for each table. */
export const PAIRS_SUFFIX = '-pairs';

/** The beginning of the name of a table of smallest radii; every report makes one for each norm in which attacks find them. */
export const RADII_PREFIX = 'smallest-radii-';

/** The table of accuracy on corrupted images, which every report makes where there are any. */
export const CORRUPTIONS = 'corruptions';

/** The table of how many contribution maps stay where explanations are attacked, which every report makes where there are such attacks. */
export const MAP_SHARES = 'map-shares';

/** The beginning of the name of a table of detections; every report makes one for each network whose attacked images are told from clean ones. */
const DETECTION_PREFIX = 'detection-';

/** The name of the table of detections on a network. */
export function detectionId(network: string): string {
  return `${DETECTION_PREFIX}${network}`;
}

/** The beginning of the name of a table of transfers; every report makes one for each attack whose images other networks evaluate. */
export const TRANSFER_PREFIX = 'transfer-';

/** Whether a report makes a table of this name by itself. */
function isMadeByItself(id: string): boolean {
  const begins = [RADII_PREFIX, TRANSFER_PREFIX, DETECTION_PREFIX].some((prefix) => id.startsWith(prefix));
  return id === EXPLANATION_CHANGES || id === CORRUPTIONS || id === MAP_SHARES || id.endsWith(PAIRS_SUFFIX) || begins;
}

const rowSchema = z.strictObject({
  network: identifier,
  title: z.string().optional().describe("the network's own unless given"),
  article: articleValuesSchema.optional().describe('what an article says of the same network, shown beside it'),
});

/** An attack that an image must withstand besides a table's own, at the same radius. */
const furtherAttackSchema = z.strictObject({ steps: z.int().min(1), ...attackVariantKeys });

/** A table in the article's layout: a row for each network, natural accuracy, a column an eps, one number for each count of steps. */
export const tableSchema = z.strictObject({
  id: identifier.refine((id) => !isMadeByItself(id), 'is a table that the report makes by itself'),
  title: z.string(),
  norm: normSchema,
  threat: threatSchema.default('encoded'),
  ...attackVariantKeys,
  eps: z.array(radius).min(1).describe('radii, a column each'),
  steps: z.array(z.int().min(1)).min(1).describe('numbers of steps, a number in each cell for each'),
  'worst-of': z
    .array(furtherAttackSchema)
    .default([])
    .describe('further attacks: an image counts as robust only where it withstands these, too'),
  rows: z.array(rowSchema).min(1).describe('a network each'),
});
export type TableSpec = z.infer<typeof tableSchema>;

/** The attacks that a number of a table is the worst case of: the table's own, and those of `worst-of`. */
export function attacksOfNumber(table: TableSpec, eps: string, steps: number): [AttackCell, ...AttackCell[]] {
  const { norm, threat } = table;
  const further = table['worst-of'].map(({ steps: count, ...variant }) => ({ steps: count, ...variantOf(variant) }));
  return [
    { norm, eps, threat, steps, ...variantOf(table) },
    ...further.map((attack) => ({ norm, eps, threat, ...attack })),
  ];
}
