import {
  attackNode,
  findsSmallestRadii,
  networkAttacks,
  type AttackCell,
  type PipelineSpec,
} from '@bcos-bench/pipeline';
import { proportion, usualNorm, type Proportion } from '@bcos-bench/vocabulary';
import { readAttackSamples, readAttackSetting, readSanityChecks, type SanityFlag } from '@bcos-bench/formats';
import type { ReportProgress } from '@bcos-bench/cli';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';
import { requireAsked } from './requireAsked.js';

/** The outcome of one attack, counted from its images; null where its node has not run. */
export interface AttackResult {
  readonly network: string;
  readonly node: string;
  readonly cell: AttackCell;
  readonly outcome: AttackOutcome | null;
}

/** How many of the attacked images are classified rightly, before and after. */
export interface AttackOutcome {
  readonly natural: Proportion;
  readonly robust: Proportion;
  /** Whether each image is classified rightly before the attack, by its number in the split, and after it. */
  readonly rightBefore: ReadonlyMap<number, boolean>;
  readonly withstood: ReadonlyMap<number, boolean>;
  /**
   * The smallest radius of each image at which it is misclassified, in units of [0,1]: 0 where it is without an attack, Infinity where it is
   * not within the attack's own radius. Null where the attack does not look for it.
   */
  readonly smallestRadii: readonly number[] | null;
  /** The split that they are of, as the attack itself says; null where it does not. */
  readonly split: string | null;
  /** Every check that the attack itself made, with whether its flag is raised; none where it does not say. */
  readonly flags: readonly SanityFlag[];
}

/** Reads every attack of a pipeline from the folder of its nodes, by node. @throws Fault */
export async function readAttackResults(
  spec: PipelineSpec,
  folders: NodeFolders,
  progress: ReportProgress,
): Promise<Map<string, AttackResult>> {
  const attacks = networkAttacks(spec);
  const results = new Map<string, AttackResult>();
  for (const [done, { network, cell }] of attacks.entries()) {
    const node = attackNode(network, cell);
    const own = nodeFolder(folders, node);
    results.set(node, { network, node, cell, outcome: own === null ? null : await readOutcome(own, cell) });
    progress({ done: done + 1, total: attacks.length, unit: 'attacks read' });
  }
  return results;
}

async function readOutcome(folder: string, cell: AttackCell): Promise<AttackOutcome> {
  const setting = readAttackSetting(folder);
  requireAsked(cell, setting, folder);
  const samples = await readAttackSamples(folder);
  const count = (isRight: (sample: (typeof samples)[number]) => boolean): Proportion =>
    proportion(samples.filter(isRight).length, samples.length);
  return {
    natural: count(({ label, clean_pred }) => clean_pred === label),
    robust: count(({ label, adv_pred }) => adv_pred === label),
    rightBefore: new Map(samples.map(({ index, label, clean_pred }) => [index, label === clean_pred])),
    withstood: new Map(samples.map(({ index, label, adv_pred }) => [index, label === adv_pred])),
    smallestRadii: findsSmallestRadii(cell)
      ? samples.map((sample) => (sample.success ? sample[usualNorm(cell.norm)] : Infinity))
      : null,
    split: setting.split ?? null,
    flags: readSanityChecks(folder),
  };
}
