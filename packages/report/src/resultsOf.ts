import { raisedFlags } from './sanity/raisedFlags.js';
import { articleComparisons } from './table/articleComparisons.js';
import type { ChangeMeasure } from './table/changeMeasures.js';
import { explanationChangeRows, type ExplanationChangeRow } from './table/explanationChangeTable.js';
import { medianInterval, type MedianInterval } from './table/medianInterval.js';
import type { RobustnessTable } from './table/robustnessTable.js';
import { packOutcomes } from './results/imageOutcomes.js';
import type { PipelineResults } from './results/pipelineResults.js';
import type { Results } from './results/resultsSchema.js';
import { shareOf } from './paired/outcomeByImage.js';

/** What `results.json` holds of a pipeline: every network, every attack, and what the tables add to them. */
export function resultsOf(results: PipelineResults, tables: readonly RobustnessTable[]): Results {
  const { spec, dataset } = results;
  return {
    title: spec.title,
    dataset: {
      name: dataset.name,
      classes: [...dataset.classes],
      testImages: dataset.splits.test.count,
      testShards: dataset.splits.test.shards.map(({ sha256 }) => sha256),
    },
    networks: networks(results),
    attacks: attacks(results),
    article: tables.flatMap(articleComparisons),
    explanationChanges: explanationChangeRows(results).map(explanationChange),
    transfers: results.transfers.map(({ cell, from, to, node, withstood }) => ({
      ...{ ...cell, from, to, node },
      accuracy: withstood === null ? null : shareOf(withstood),
    })),
    corruptions: corruptions(results),
    audits: results.audits.map(({ network, node, norm, eps, threat, audit }) => ({
      ...{ network, node, norm, eps, threat },
      verdict: audit?.verdict ?? null,
    })),
    measures: results.measures.flatMap(({ network, node, summary }) =>
      (summary?.measured ?? []).map((measured) => ({ network, node, ...measured })),
    ),
    detections: results.detections.flatMap(({ network, node, cell, detection }) => {
      if (detection === null) return [];
      const { method, images, changed, detected, blocks } = detection;
      return [{ ...cell, network, node, method, images, changed, detected, blocks }];
    }),
    notes: [...results.notes],
  };
}

function networks(results: PipelineResults): Results['networks'] {
  return results.networks.map(({ id, title, node, model }) => ({
    network: id,
    title,
    node,
    architecture: model?.architecture ?? null,
    loss: model?.loss ?? null,
    cleanAccuracy: model?.cleanAccuracy ?? null,
  }));
}

function attacks(results: PipelineResults): Results['attacks'] {
  const flags = raisedFlags(results);
  return [...results.attacks.values()].map(({ network, node, cell, outcome }) => ({
    ...cell,
    network,
    node,
    natural: outcome?.natural ?? null,
    robust: outcome?.robust ?? null,
    outcomes: outcome === null ? null : packOutcomes(outcome.rightBefore, outcome.withstood),
    ...smallestRadius(outcome?.smallestRadii ?? null),
    flags: (flags.get(node) ?? []).map(({ name, observed, means }) => ({ name, observed, means })),
  }));
}

/** The median of smallest radii; nothing where the attack does not look for them. */
function smallestRadius(radii: readonly number[] | null): Pick<Results['attacks'][number], 'smallestRadius'> {
  const found = radii === null ? null : medianInterval(radii);
  if (found === null) return {};
  const within = (radius: number): number | null => (radius === Infinity ? null : radius);
  const { median, interval } = found;
  return {
    smallestRadius: {
      median: within(median),
      interval: interval === null ? null : { low: within(interval.low), high: within(interval.high) },
    },
  };
}

function corruptions(results: PipelineResults): Results['corruptions'] {
  return results.corruptions.flatMap(({ network, corruption, node, severities, outcomes }) =>
    severities.map((severity) => {
      const found = outcomes?.get(severity);
      return { network, corruption, severity, node, accuracy: found === undefined ? null : shareOf(found) };
    }),
  );
}

function explanationChange(row: ExplanationChangeRow): Results['explanationChanges'][number] {
  const { network, node, images, measures, cell, method } = row;
  const { norm, eps, steps, threat } = cell;
  const valueOf = (key: ChangeMeasure['key']): MedianInterval | null =>
    measures.find(({ measure }) => measure.key === key)?.value ?? null;
  return {
    ...{ network, node, norm, eps, steps, threat, ...(method === null ? {} : { method }), images },
    cosine: valueOf('cosine'),
    rankCorrelation: valueOf('rankCorrelation'),
    positiveKept: valueOf('positiveKept'),
    noiseShare: valueOf('noiseShare'),
  };
}
