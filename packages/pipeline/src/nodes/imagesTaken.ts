import type { PipelineSpec } from '../schema/pipelineSchema.js';
import { WHOLE_SPLITS } from './wholeSplits.js';

/** How many images are taken of the test split, as far as the file says; null where the files of a folder decide. */
export function imagesTaken(
  { limit }: { readonly limit: number | undefined },
  { data }: Pick<PipelineSpec, 'data'>,
): number | null {
  const said = data['test'] ?? WHOLE_SPLITS[data.dataset]?.test;
  const split = typeof said === 'number' ? said : Infinity;
  const images = Math.min(limit ?? Infinity, split);
  return images === Infinity ? null : images;
}
