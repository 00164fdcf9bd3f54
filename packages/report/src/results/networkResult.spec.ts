import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeManifest } from '@bcos-bench/formats';
import { readSmallPipeline, writeSmallPipeline, type SmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { missingNodes, networkOf } from './pipelineResults.js';
import { readNetworkResults } from './networkResult.js';

const folder = temporaryFolder();
let small: SmallPipeline;
beforeAll(async () => {
  small = await writeSmallPipeline(folder);
});

describe('readNetworkResults', () => {
  it('tells networks of one title apart by their names', async () => {
    const { spec } = await readSmallPipeline(small);
    const [network] = Object.values(spec.networks);
    if (network === undefined) throw new Error('the small pipeline has networks');
    const twins = { resnet8: network, 'adv-resnet8': network, 'bcos-resnet8': { ...network, title: 'B-cos' } };
    const folders = { folder: small.results, leftOut: new Set<string>() };
    const titles = (await readNetworkResults({ ...spec, networks: twins }, folders)).map(({ title }) => title);
    expect(titles).toEqual(['ResNet-8 (resnet8)', 'ResNet-8 (adv-resnet8)', 'B-cos']);
  });
  it('takes an imported network, which has no training, and one that has not run', async () => {
    rmSync(join(small.results, 'train-resnet8', 'metrics.parquet'));
    writeManifest(join(small.results, 'train-resnet8'), 'bcos-test');
    rmSync(join(small.results, 'train-adv-resnet8'), { recursive: true });
    const results = await readSmallPipeline(small);
    expect(networkOf(results, 'resnet8').epochs).toEqual([]);
    expect(networkOf(results, 'adv-resnet8').model).toBeNull();
    expect(missingNodes(results)).toEqual(['train-adv-resnet8']);
  });
});
