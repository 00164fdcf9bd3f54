import { beforeAll, describe, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import type { PipelineResults } from '../../results/pipelineResults.js';
import { readSmallPipeline, writeSmallPipeline } from '../../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../../testing/temporaryFolder.fixture.js';
import { recordedOverrides } from './recordedOverrides.js';

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  const read = await readSmallPipeline(await writeSmallPipeline(folder));
  // The fixture writes six epochs where its pipeline asks for three.
  results = { ...read, networks: read.networks.map((network) => ({ ...network, epochs: network.epochs.slice(0, 3) })) };
});

/** The results as if every attack had been on `total` images. */
function attackedOn(total: number, { attacks }: PipelineResults): PipelineResults['attacks'] {
  return new Map(
    [...attacks].map(([node, attack]) => {
      const all = proportion(total, total);
      const nothing = { rightBefore: new Map(), withstood: new Map(), smallestRadii: null, split: 'test', flags: [] };
      return [node, { ...attack, outcome: { natural: all, robust: all, ...nothing } }];
    }),
  );
}

describe('recordedOverrides', () => {
  it('has none where all is as the pipeline says', () => {
    expect(recordedOverrides(results)).toEqual({});
  });
  it('has the epochs that all trainings took', () => {
    const networks = results.networks.map((network) => ({ ...network, epochs: network.epochs.slice(0, 1) }));
    expect(recordedOverrides({ ...results, networks })).toEqual({ epochs: 1 });
    expect(
      recordedOverrides({ ...results, networks: [...networks.slice(1), ...results.networks.slice(0, 1)] }),
    ).toEqual({});
  });
  it('has the images that all attacks were on', () => {
    expect(recordedOverrides({ ...results, attacks: attackedOn(8, results) })).toEqual({ limit: 8 });
  });
  it('has the sizes of the splits, also where the pipeline leaves them to the data set', () => {
    const splits = { train: { count: 50, shards: [] }, test: { count: 40, shards: [] } };
    const dataset = { ...results.dataset, splits };
    expect(recordedOverrides({ ...results, dataset })).toEqual({ train: 50 });
    const spec = { ...results.spec, data: { dataset: 'cifar10' } };
    expect(recordedOverrides({ ...results, spec, dataset: { ...dataset, name: 'cifar10' } })).toEqual({
      train: 50,
      test: 40,
    });
    expect(recordedOverrides({ ...results, spec, dataset: { ...dataset, name: 'folder' } })).toEqual({});
  });
});
