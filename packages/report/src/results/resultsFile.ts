import { join } from 'node:path';
import { writeJson } from '@bcos-bench/stage';
import { raisedFlags } from '../sanity/raisedFlags.js';
import type { PipelineResults } from './pipelineResults.js';

/**
 * Writes `results.json`: the networks with their accuracy over the whole test split, and every attack of the pipeline
 * with its counts and Wilson 95% intervals, in [0,1]. What has not run is null.
 */
export function writeResultsFile(folder: string, results: PipelineResults): void {
  const { spec, dataset, networks, attacks } = results;
  const flags = raisedFlags(results);
  writeJson(join(folder, 'results.json'), {
    title: spec.title,
    dataset: { name: dataset.name, classes: dataset.classes, testPictures: dataset.splits.test.count },
    networks: networks.map(({ id, title, node, model }) => ({
      network: id,
      title,
      node,
      architecture: model?.architecture ?? null,
      loss: model?.loss ?? null,
      cleanAccuracy: model?.cleanAccuracy ?? null,
    })),
    attacks: [...attacks.values()].map(({ network, node, cell, outcome }) => ({
      network,
      node,
      ...cell,
      natural: outcome?.natural ?? null,
      robust: outcome?.robust ?? null,
      flags: (flags.get(node) ?? []).map(({ name, observed, means }) => ({ name, observed, means })),
    })),
  });
}
