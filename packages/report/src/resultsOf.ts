import { raisedFlags } from './sanity/raisedFlags.js';
import { articleComparisons } from './table/articleComparisons.js';
import type { ChangeMeasure } from './table/changeMeasures.js';
import { explanationChangeRows, type ExplanationChangeRow } from './table/explanationChangeTable.js';
import type { MedianInterval } from './table/medianInterval.js';
import type { RobustnessTable } from './table/robustnessTable.js';
import type { PipelineResults } from './results/pipelineResults.js';
import type { Results } from './results/resultsSchema.js';

/** What `results.json` holds of a pipeline: every network, every attack, and what the tables add to them. */
export function resultsOf(results: PipelineResults, tables: readonly RobustnessTable[]): Results {
  const { spec, dataset } = results;
  return {
    title: spec.title,
    dataset: { name: dataset.name, classes: [...dataset.classes], testImages: dataset.splits.test.count },
    networks: networks(results),
    attacks: attacks(results),
    article: tables.flatMap(articleComparisons),
    explanationChanges: explanationChangeRows(results).map(explanationChange),
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
    flags: (flags.get(node) ?? []).map(({ name, observed, means }) => ({ name, observed, means })),
  }));
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
