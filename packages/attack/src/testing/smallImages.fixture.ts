import type { ImageShape } from '@bcos-bench/vocabulary';

/** A quarter of the usual number of pixels: what specs of many attacks take. */
export const SMALL_SHAPE: ImageShape = [16, 16, 3];
