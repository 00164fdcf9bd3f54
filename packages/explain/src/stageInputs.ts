import {
  Fault,
  readCheckpoint,
  readDataset,
  readPictures,
  UsageFault,
  type Checkpoint,
  type Dataset,
  type Pictures,
} from '@bcos-bench/stage';
import { readAttackedExamples, type AttackedExamples } from './attackedExamples.js';
import type { ExplainFlags } from './explainFlags.js';

/** What the stage reads. */
export interface StageInputs {
  readonly checkpoint: Checkpoint;
  readonly pictures: Pictures;
  /** Null where no attack was given. */
  readonly examples: AttackedExamples | null;
}

/**
 * Reads and checks all that `bcos-explain` is given.
 * @throws Fault where a file is missing or damaged, or network, data and attack do not go together
 * @throws UsageFault where the network has no class `--class`
 */
export function readStageInputs(flags: ExplainFlags): StageInputs {
  const dataset = readDataset(flags.data);
  const checkpoint = readCheckpoint(flags.checkpoint);
  checkClasses(flags, dataset, checkpoint);
  const pictures = readPictures(flags.data, flags.split, flags.limit);
  if (pictures.index.length === 0) {
    throw new Fault({ what: `split '${flags.split}' is empty`, where: flags.data, remedy: 'choose another --split' });
  }
  const source = { dataset: dataset.name, split: flags.split };
  const examples = flags.examples === undefined ? null : readAttackedExamples(flags.examples, source);
  return { checkpoint, pictures, examples };
}

function checkClasses(flags: ExplainFlags, dataset: Dataset, { model: { classes } }: Checkpoint): void {
  if (dataset.classes.join() !== classes.join()) {
    throw new Fault({
      what: `the network knows the classes ${classes.join(', ')}, and the data set has ${dataset.classes.join(', ')}`,
      where: flags.checkpoint,
      remedy: 'give a network that was trained on these classes',
    });
  }
  const last = classes.length - 1;
  if (flags.class !== undefined && flags.class > last) {
    throw new UsageFault({
      what: `the network has no class ${flags.class}`,
      where: '--class',
      remedy: `choose from 0 (${classes[0]}) to ${last} (${classes[last]})`,
    });
  }
}
