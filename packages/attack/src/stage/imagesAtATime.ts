import { batchFor, type ImageShape } from '@bcos-bench/vocabulary';

/** Images of the usual shape that are attacked at a time. */
const USUAL_BATCH = 128;

/** How many images of a shape are attacked at a time: as asked, or as memory allows, and no more than there are. */
export function imagesAtATime(asked: number | undefined, shape: ImageShape, total: number): number {
  return Math.min(asked ?? batchFor(shape, USUAL_BATCH), total);
}
