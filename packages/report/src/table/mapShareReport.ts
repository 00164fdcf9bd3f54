import type { ExplanationChange } from '@bcos-bench/formats';
import { MAP_SHARES } from '@bcos-bench/pipeline';
import { attacksExplanation, proportion, proportionInWords, type Proportion } from '@bcos-bench/vocabulary';
import { count } from '../count.js';
import { describeExplanation } from '../results/describeExplanation.js';
import type { ExplanationResult } from '../results/explanationResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import type { ReportTable } from './reportTable.js';

/** A number that says how near two maps are, and from where on they count as near. */
interface Nearness {
  readonly key: 'cosine' | 'rankCorrelation' | 'topOverlap' | 'shownCosine';
  readonly words: string;
  readonly least: number;
}

const nearnesses: readonly Nearness[] = [
  { key: 'cosine', words: 'cosine', least: 0.9 },
  { key: 'cosine', words: 'cosine', least: 0.5 },
  { key: 'rankCorrelation', words: 'rank correlation', least: 0.5 },
  { key: 'topOverlap', words: 'top overlap', least: 0.5 },
  { key: 'shownCosine', words: 'shown cosine', least: 0.9 },
];

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
    heads: [
      ...['network', 'attack', 'images', 'prediction kept'],
      ...nearnesses.map(({ words, least }) => `${words} ≥ ${least}`),
    ],
    rows: attacked.map((result) => [
      networkOf(results, result.network).title,
      describeExplanation(result),
      count(result.changes.length),
      proportionInWords(keptShare(result)),
      ...nearnesses.map((nearness) => proportionInWords(nearShare(result, nearness))),
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
  return nearnesses.map((nearness) => {
    const { value: share, ...counted } = nearShare(result, nearness);
    return { ...common, nearness: nearness.key, least: nearness.least, share, ...counted, node };
  });
}

function keptShare({ changes }: ExplanationResult): Proportion {
  return shareOf(changes, ({ predictionKept }) => predictionKept === true);
}

/** A map that is 0 everywhere is near to none. */
function nearShare({ changes }: ExplanationResult, { key, least }: Nearness): Proportion {
  return shareOf(changes, (change) => (change[key] ?? Number.NEGATIVE_INFINITY) >= least);
}

function shareOf(changes: readonly ExplanationChange[], holds: (change: ExplanationChange) => boolean): Proportion {
  return proportion(changes.filter(holds).length, changes.length);
}
