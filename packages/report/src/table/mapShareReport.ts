import { MAP_SHARES } from '@bcos-bench/pipeline';
import { attacksExplanation, proportion, proportionInWords, type Proportion } from '@bcos-bench/vocabulary';
import { count } from '../count.js';
import { describeExplanation } from '../results/describeExplanation.js';
import type { ExplanationResult } from '../results/explanationResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { mapNearnesses, nearShare } from './mapNearness.js';
import type { ReportTable } from './reportTable.js';

const COLUMNS = [
  ...(['network', 'attack', 'norm', 'eps', 'steps', 'threat', 'images', 'kept'] as const),
  ...(['nearness', 'least', 'correct', 'total', 'share', 'low', 'high', 'node'] as const),
] as const;

/**
 * The share of images whose contribution map is still near to that before an attack on explanations: a row for each of these. No table where
 * there is none.
 */
export function mapShareReport(results: PipelineResults): ReportTable[] {
  const attacked = results.explanations.filter(
    ({ cell: { attack = 'pgd' }, changes }) => attacksExplanation(attack) && changes.length > 0,
  );
  if (attacked.length === 0) return [];
  const text = {
    title: 'How many contribution maps stay where explanations are attacked',
    heads: [...['network', 'attack', 'images', 'prediction kept'], ...mapNearnesses.map(({ words }) => words)],
    rows: attacked.map((result) => [
      networkOf(results, result.network).title,
      describeExplanation(result),
      count(result.changes.length),
      proportionInWords(keptShare(result)),
      ...mapNearnesses.map((nearness) => proportionInWords(nearShare(result.changes, nearness))),
    ]),
    note:
      'Shares of the images, with Wilson intervals, whose contribution map of the class predicted before the attack is still as near to that before. Top overlap: the share of the most important eighth ' +
      'of the pixels that still is; 0.125 by chance. Shown cosine: of the map of the class predicted after the attack with that before; an attack that keeps the map and changes the class wants it high. ' +
      '“Map moved by noise” is the baseline, the worst of as many random points of the same ball. A stronger attack may move more.',
    wordColumns: 2,
  };
  return [{ id: MAP_SHARES, text, records: { columns: COLUMNS, records: attacked.flatMap(recordsOf) } }];
}

function recordsOf(result: ExplanationResult) {
  const { network, node, cell, changes } = result;
  const { norm, eps, steps, threat, attack = 'pgd' } = cell;
  const common = { network, attack, norm, eps, steps, threat, images: changes.length, kept: keptShare(result).correct };
  return mapNearnesses.map((nearness) => {
    const { value: share, ...counted } = nearShare(changes, nearness);
    return { ...common, nearness: nearness.key, least: nearness.least, share, ...counted, node };
  });
}

function keptShare({ changes }: ExplanationResult): Proportion {
  return proportion(changes.filter(({ predictionKept }) => predictionKept === true).length, changes.length);
}
