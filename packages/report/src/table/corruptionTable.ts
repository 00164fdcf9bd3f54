import { at, corruptionDescriptions, type CorruptionName, type Proportion } from '@bcos-bench/vocabulary';
import { shareOf } from '../paired/outcomeByImage.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';

/** The accuracy of a network under one corruption. */
export interface CorruptionRow {
  readonly network: string;
  readonly title: string;
  readonly corruption: CorruptionName;
  readonly node: string;
  /** On the images as they are; null where its node has not run. */
  readonly natural: Proportion | null;
  /** One for each severity of the table; null where it was not asked for or its node has not run. */
  readonly corrupted: readonly (Proportion | null)[];
  /** The mean over the severities that were asked for; null where there is none. */
  readonly mean: number | null;
}

/** Accuracy on corrupted images, by network, corruption and severity. */
export interface CorruptionTable {
  /** Every severity that any network was evaluated at, rising. */
  readonly severities: readonly number[];
  readonly rows: readonly CorruptionRow[];
}

/** The table of a pipeline; null where it has no corruptions. */
export function corruptionTable(results: PipelineResults): CorruptionTable | null {
  if (results.corruptions.length === 0) return null;
  const asked = results.spec.corruptions.flatMap(({ severity }) => severity);
  const severities = [...new Set(asked)].sort((a, b) => a - b);
  const rows = results.corruptions.map(({ network, corruption, node, outcomes }): CorruptionRow => {
    const share = (severity: number): Proportion | null => {
      const found = outcomes?.get(severity);
      return found === undefined ? null : shareOf(found);
    };
    const corrupted = severities.map(share);
    const values = corrupted.flatMap((found) => found?.value ?? []);
    const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    const { title } = networkOf(results, network);
    return { network, title, corruption, node, natural: share(0), corrupted, mean };
  });
  return { severities, rows };
}

/** How strong a corruption is at a severity from 1 on, in the unit of its description. */
export function strengthOf(corruption: CorruptionName, severity: number): number {
  return at(corruptionDescriptions[corruption].strengths, severity - 1);
}
