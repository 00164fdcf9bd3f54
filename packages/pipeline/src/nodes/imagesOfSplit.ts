import type { PipelineSpec } from '../schema/pipelineSchema.js';

type SplitName = 'train' | 'test';

/** The images of a data set whose size a pipeline need not say. */
const WHOLE_SPLITS: Readonly<Record<string, Readonly<Record<SplitName, number>>>> = {
  cifar10: { train: 50_000, test: 10_000 },
  cifar100: { train: 50_000, test: 10_000 },
  mnist: { train: 60_000, test: 10_000 },
  'fashion-mnist': { train: 60_000, test: 10_000 },
};

/** How many images a split has, as the file says or as is known of the data set; null where the files of a folder decide. */
export function imagesOfSplit({ data }: Pick<PipelineSpec, 'data'>, split: SplitName): number | null {
  const images = Number(data[split] ?? WHOLE_SPLITS[data.dataset]?.[split]);
  return Number.isInteger(images) ? images : null;
}

/** How many images are taken of the test split, where some part of a pipeline has a limit; null as for `imagesOfSplit`. */
export function imagesTaken(
  { limit }: { readonly limit: number | undefined },
  spec: Pick<PipelineSpec, 'data'>,
): number | null {
  const split = imagesOfSplit(spec, 'test');
  return limit === undefined || split === null ? (limit ?? split) : Math.min(limit, split);
}
