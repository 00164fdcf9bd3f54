import { Fault, requireSameClasses } from '@bcos-bench/vocabulary';
import {
  readCheckpoint,
  readDataset,
  readImages,
  type Checkpoint,
  type Dataset,
  type Images,
  type SplitName,
} from '@bcos-bench/formats';

/** The flags that name what is explained. */
export interface SubjectFlags {
  readonly data: string;
  readonly checkpoint: string;
  readonly split: SplitName;
  readonly limit: number;
}

/** Reads a data set and a network. @throws Fault where one is missing or damaged, or they have other classes */
export function readSubject({ data, checkpoint: folder }: Pick<SubjectFlags, 'data' | 'checkpoint'>): {
  readonly dataset: Dataset;
  readonly checkpoint: Checkpoint;
} {
  const dataset = readDataset(data);
  const checkpoint = readCheckpoint(folder);
  requireSameClasses(checkpoint.model.classes, dataset.classes, folder);
  return { dataset, checkpoint };
}

/** Reads the first images of a split. @throws Fault where there is none */
export function readSomeImages({ data, split, limit }: Omit<SubjectFlags, 'checkpoint'>): Images {
  const images = readImages(data, split, limit);
  if (images.index.length > 0) return images;
  throw new Fault({ what: `split '${split}' is empty`, where: data, remedy: 'choose another --split' });
}

/** @param folder of the checkpoint @throws Fault where the network has a defence */
export function requireUndefended({ model }: Checkpoint, folder: string): void {
  const { defence } = model.architecture;
  if (defence === undefined) return;
  const what = `the network has the defence ${defence.name}, and only networks without one can be explained`;
  throw new Fault({ what, where: folder, remedy: 'explain the network that it is made of' });
}
