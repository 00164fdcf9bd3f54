/** How many images a data set has; `test` is what attacks are on unless they have a limit. */
export interface SplitSizes {
  readonly train: number;
  readonly test: number;
}

/** The images of a data set whose size a pipeline need not say. */
export const WHOLE_SPLITS: Readonly<Record<string, SplitSizes>> = {
  cifar10: { train: 50_000, test: 10_000 },
  mnist: { train: 60_000, test: 10_000 },
  'fashion-mnist': { train: 60_000, test: 10_000 },
};
