import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { attackNode, networkAttacks } from '@bcos-bench/pipeline';
import { writeNotes, writeManifest } from '@bcos-bench/formats';
import { readSmallPipeline, writeSmallPipeline, type SmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { readNodeNotes } from './nodeNotes.js';

const folder = temporaryFolder();
let small: SmallPipeline;
beforeAll(async () => {
  small = await writeSmallPipeline(folder);
});

it('reads the notes of every node, data first, and of given networks', async () => {
  const { spec } = await readSmallPipeline(small);
  const given = join(folder, 'given');
  await writeSmallPipeline(given);
  const [attack] = networkAttacks(spec);
  if (attack === undefined) throw new Error('the small pipeline has attacks');
  const node = attackNode(attack.network, attack.cell);
  writeNotes(join(small.results, node), ['steps in vain']);
  writeNotes(join(small.results, 'data'), ['2 files are passed over', '1 class is empty']);
  for (const changed of [node, 'data']) writeManifest(join(small.results, changed), 'bcos-test');
  writeNotes(given, ['b is a guess']);
  const networks = { ...spec.networks, mine: { title: 'Mine', checkpoint: given } };
  const folders = { folder: small.results, leftOut: new Set<string>() };
  expect(readNodeNotes({ ...spec, networks }, folders)).toEqual([
    { node: given, note: 'b is a guess' },
    { node: 'data', note: '2 files are passed over' },
    { node: 'data', note: '1 class is empty' },
    { node, note: 'steps in vain' },
  ]);
  expect(readNodeNotes(spec, { ...folders, leftOut: new Set(['data']) })).toEqual([{ node, note: 'steps in vain' }]);
});
