import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeManifest } from '@bcos-bench/formats';
import { readSmallPipeline, writeSmallPipeline, type SmallPipeline } from '../testing/smallPipeline.fixture.js';
import { nodeFolder, nodesOf } from './nodeFolder.js';
import { missingNodes, readPipelineResults } from './pipelineResults.js';

let folder = '';
let small: SmallPipeline;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'folders-'));
  small = await writeSmallPipeline(join(folder, 'small'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('is that of a node that has run and is not left out', () => {
  mkdirSync(join(folder, 'a'));
  expect(() => nodeFolder({ folder, leftOut: new Set() }, 'a')).toThrow(`${folder}/a: has no manifest.json`);
  writeManifest(join(folder, 'a'), 'bcos-test');
  expect(nodeFolder({ folder, leftOut: new Set() }, 'a')).toBe(join(folder, 'a'));
  expect(nodeFolder({ folder, leftOut: new Set(['a']) }, 'a')).toBeNull();
  expect(nodeFolder({ folder, leftOut: new Set() }, 'b')).toBeNull();
});

it('is null for all that a network without weights has left of earlier runs', async () => {
  const { spec } = await readSmallPipeline(small);
  const network = 'bcos-resnet8';
  const results = await readPipelineResults(spec, small.results, () => undefined, new Set([network]));
  const leftOut = nodesOf(spec, new Set([network]));
  expect(leftOut.size).toBeGreaterThan(2);
  expect(results.leftOut).toEqual(leftOut);
  expect(results.networks.filter(({ model }) => model === null).map(({ id }) => id)).toEqual([network]);
  const attacked = [...results.attacks.values()].filter(({ outcome }) => outcome === null);
  expect(new Set(attacked.map((attack) => attack.network))).toEqual(new Set([network]));
  expect(
    results.explanations.every(
      (explanation) => (explanation.network === network) === (explanation.changes.length === 0),
    ),
  ).toBe(true);
  expect(missingNodes(results).every((node) => leftOut.has(node))).toBe(true);
});
