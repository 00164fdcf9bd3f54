import { join } from 'node:path';
import { corruptedSplits, corruptNode, predictNode, type PipelineSpec } from '@bcos-bench/pipeline';
import { readDataset, readPredictions, type Dataset } from '@bcos-bench/formats';
import { Fault, type CorruptionName } from '@bcos-bench/vocabulary';
import type { OutcomeByImage } from '../paired/outcomeByImage.js';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';

/** What a network says of the test images under a corruption. */
export interface CorruptionResult {
  readonly network: string;
  readonly corruption: CorruptionName;
  readonly node: string;
  /** Those that were asked for, rising, with 0. */
  readonly severities: readonly number[];
  /** By severity: whether it classifies each image rightly; 0 are the images as they are. Null where its node has not run. */
  readonly outcomes: ReadonlyMap<number, OutcomeByImage> | null;
}

/** Reads the networks' predictions on corrupted images from the folder of a pipeline's nodes, in the pipeline's order. @throws Fault */
export async function readCorruptionResults(spec: PipelineSpec, folders: NodeFolders): Promise<CorruptionResult[]> {
  const results: CorruptionResult[] = [];
  for (const { corruption, severities, networks } of corruptedSplits(spec)) {
    const data = nodeFolder(folders, corruptNode(corruption));
    for (const network of networks) {
      const node = predictNode({ network, corruption });
      const own = nodeFolder(folders, node);
      const outcomes = data === null || own === null ? null : await outcomesIn(own, data);
      results.push({ network, corruption, node, severities, outcomes });
    }
  }
  return results;
}

async function outcomesIn(folder: string, data: string): Promise<ReadonlyMap<number, OutcomeByImage>> {
  const { severities, images } = corruptionOf(data);
  const rows = await readPredictions(folder);
  return new Map(
    severities.map((severity, place) => {
      const own = rows.filter(({ index }) => Math.floor(index / images) === place);
      return [severity, new Map(own.map(({ index, correct }) => [index % images, correct]))];
    }),
  );
}

function corruptionOf(data: string): NonNullable<Dataset['corruption']> {
  const { corruption } = readDataset(data);
  if (corruption !== undefined) return corruption;
  const where = join(data, 'dataset.json');
  throw new Fault({
    what: 'does not say how its images were corrupted',
    where,
    remedy: 'make the data again with bcos-data',
  });
}
