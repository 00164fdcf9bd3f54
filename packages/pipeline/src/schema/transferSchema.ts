import { z } from 'zod';
import { normSchema, threatSchema } from '@bcos-bench/vocabulary';
import { radius } from './attackCell.js';
import { attackVariantKeys } from './attackVariant.js';
import { allOrSome, networkList } from './networkList.js';

/** Attacks whose images other networks evaluate, too: every eps and number of steps on each network of `from`, evaluated by each of `to`. */
export const transferSchema = z.strictObject({
  norm: normSchema,
  eps: z.array(radius).min(1).describe('radii'),
  steps: z.array(z.int().min(1)).min(1).describe('numbers of steps'),
  threat: threatSchema.default('encoded'),
  ...attackVariantKeys,
  from: networkList.describe('networks that are attacked'),
  to: allOrSome.describe('networks that evaluate the attacked images, or all'),
});
export type TransferSpec = z.infer<typeof transferSchema>;
