import type { ImageRows } from '@bcos-bench/formats';

/** The images of both splits and the number of classes. */
export interface TrainingData {
  readonly train: ImageRows;
  readonly test: ImageRows;
  readonly classes: number;
}
