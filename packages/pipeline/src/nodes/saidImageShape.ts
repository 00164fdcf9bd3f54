import { imageChannelsSchema, USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import type { PipelineSpec } from '../schema/pipelineSchema.js';

/** Data sets whose images have the usual shape unless flags say otherwise. */
const OF_USUAL_SHAPE: ReadonlySet<string> = new Set(['shapes', 'cifar10']);

/**
 * The shape of the images of a pipeline's data, as far as the file says; null where the files of a folder decide on their size. Where
 * they decide on their channels alone, it is that of colour.
 */
export function saidImageShape({ data }: Pick<PipelineSpec, 'data'>): ImageShape | null {
  const [side, , usual] = USUAL_IMAGE_SHAPE;
  const size = data['size'] ?? (OF_USUAL_SHAPE.has(data.dataset) ? side : null);
  if (typeof size !== 'number') return null;
  return [size, size, imageChannelsSchema.catch(usual).parse(data['channels'])];
}
