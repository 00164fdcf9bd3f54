import type { Images } from '@bcos-bench/formats';

/** The images of both splits and the number of classes. */
export interface TrainingData {
  readonly train: Images;
  readonly test: Images;
  readonly classes: number;
}
