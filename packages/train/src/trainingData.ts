import type { Pictures } from '@bcos-bench/formats';

/** The pictures of both splits and the number of classes. */
export interface TrainingData {
  readonly train: Pictures;
  readonly test: Pictures;
  readonly classes: number;
}
