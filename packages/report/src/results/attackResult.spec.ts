import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import { readAttackSamples, writeManifest } from '@bcos-bench/formats';
import { readSmallPipeline, writeSmallPipeline, type SmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';

const NODE = 'attack-adv-resnet8-linf-16_255-10-encoded';
const folder = temporaryFolder();
let small: SmallPipeline;
beforeAll(async () => {
  small = await writeSmallPipeline(folder);
});

describe('readAttackResults', () => {
  it('counts the rows of samples.parquet, whatever summary.json says', async () => {
    writeFileSync(join(small.results, NODE, 'summary.json'), '{"robustAccuracy": "wrong"}');
    writeManifest(join(small.results, NODE), 'bcos-test');
    const rows = await readAttackSamples(join(small.results, NODE));
    const survivors = rows.filter(({ adv_pred, label }) => adv_pred === label).length;
    expect(survivors).toBeGreaterThan(0);
    expect(survivors).toBeLessThan(39);
    const { attacks } = await readSmallPipeline(small);
    expect(attacks.get(NODE)?.outcome).toEqual({
      natural: proportion(39, 40),
      robust: proportion(survivors, 40),
      rightBefore: new Map(rows.map(({ index, clean_pred, label }) => [index, clean_pred === label])),
      withstood: new Map(rows.map(({ index, adv_pred, label }) => [index, adv_pred === label])),
      smallestRadii: null,
      split: null,
      flags: [],
    });
  });
  it('takes every check of summary.json, raised or not, those of the final images too', async () => {
    const flag = { name: 'zero gradient', observed: '1 of 40 images', raisedWhen: 'any', means: 'masked gradients' };
    const flags = [
      { ...flag, raised: true },
      { ...flag, raised: false },
    ];
    writeFileSync(
      join(small.results, NODE, 'summary.json'),
      JSON.stringify({ flags, checks: [{ name: 'within eps', passed: false, detail: '3 of 40 images' }] }),
    );
    writeManifest(join(small.results, NODE), 'bcos-test');
    const { attacks } = await readSmallPipeline(small);
    expect(attacks.get(NODE)?.outcome?.flags).toEqual([
      expect.objectContaining({ name: 'within eps', raised: true, observed: '3 of 40 images' }),
      ...flags,
    ]);
  });
  it('takes the split from summary.json, and refuses the summary of another attack', async () => {
    const write = (summary: object): void => {
      writeFileSync(join(small.results, NODE, 'summary.json'), JSON.stringify(summary));
      writeManifest(join(small.results, NODE), 'bcos-test');
    };
    write({ split: 'train', attack: { norm: 'linf', steps: 10 } });
    expect((await readSmallPipeline(small)).attacks.get(NODE)?.outcome?.split).toBe('train');
    write({ split: 'test', attack: { norm: 'linf', steps: 10, stopEarly: true } });
    await expect(readSmallPipeline(small)).rejects.toThrow(
      `summary.json: key 'attack.stopEarly' is true, and the pipeline asks for false; run the attack again`,
    );
  });
  it('has every attack of the grids, with null for one that has not run', async () => {
    rmSync(join(small.results, NODE), { recursive: true });
    const { attacks } = await readSmallPipeline(small);
    expect(attacks.size).toBe(3 * 2 * 2 + 2);
    expect([...attacks.values()].filter(({ outcome }) => outcome === null).map(({ node }) => node)).toEqual([NODE]);
  });
  it('names the file of an attack that is there but damaged', async () => {
    const damaged = 'attack-resnet8-linf-8_255-5-encoded';
    writeFileSync(join(small.results, damaged, 'samples.parquet'), 'PAR1');
    await expect(readSmallPipeline(small)).rejects.toThrow(join(damaged, 'samples.parquet'));
  });
});
