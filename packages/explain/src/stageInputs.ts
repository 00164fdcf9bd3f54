import { UsageFault } from '@bcos-bench/vocabulary';
import type { Checkpoint, Images } from '@bcos-bench/formats';
import { readAttackedExamples, type AttackedExamples } from './attackedExamples.js';
import { readSomeImages, readSubject } from './explainedSubject.js';
import type { ExplainFlags } from './explainFlags.js';

/** What the stage reads. */
export interface StageInputs {
  readonly checkpoint: Checkpoint;
  readonly images: Images;
  /** Null where no attack was given. */
  readonly examples: AttackedExamples | null;
}

/**
 * Reads and checks all that `bcos-explain` is given.
 * @throws Fault where a file is missing or damaged, or network, data and attack do not go together
 * @throws UsageFault where the network has no class `--class`
 */
export function readStageInputs(flags: ExplainFlags): StageInputs {
  const { dataset, checkpoint } = readSubject(flags);
  checkClass(flags, dataset.classes);
  const images = readSomeImages(flags);
  const source = { dataset: dataset.name, split: flags.split };
  const examples = flags.examples === undefined ? null : readAttackedExamples(flags.examples, source);
  return { checkpoint, images, examples };
}

function checkClass(flags: ExplainFlags, classes: readonly string[]): void {
  const last = classes.length - 1;
  if (flags.class !== undefined && flags.class > last) {
    throw new UsageFault({
      what: `the network has no class ${flags.class}`,
      where: '--class',
      remedy: `choose from 0 (${classes[0]}) to ${last} (${classes[last]})`,
    });
  }
}
