import { Fault } from '@bcos-bench/vocabulary';
import {
  readAttackSummary,
  readExamples,
  type AttackSummary,
  type Examples,
  type SplitName,
} from '@bcos-bench/formats';

/** Which images are explained: the data set's name and the split. */
export interface ImageSource {
  readonly dataset: string;
  readonly split: SplitName;
}

/** The attacked images that an attack has kept, and its folder, for errors. */
export type AttackedExamples = Examples & { readonly folder: string };

/**
 * Reads the attacked images that an attack has kept.
 * @throws Fault where files are missing or damaged, or the attack was on another data set or split
 */
export function readAttackedExamples(folder: string, source: ImageSource): AttackedExamples {
  checkSource(readAttackSummary(folder), source, folder);
  return { folder, ...readExamples(folder) };
}

function checkSource(attacked: AttackSummary, source: ImageSource, where: string): void {
  if (attacked.dataset === source.dataset && attacked.split === source.split) return;
  throw new Fault({
    what: `the attack was on '${attacked.split}' of ${attacked.dataset}, not on '${source.split}' of ${source.dataset}`,
    where,
    remedy: 'give the --data and --split that were attacked',
  });
}
