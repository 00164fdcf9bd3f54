import { describe, expect, it } from 'vitest';
import { attackCellSchema, attackNode, figureSchema, type AttackCell } from '@bcos-bench/pipeline';
import { proportion } from '@bcos-bench/vocabulary';
import type { PipelineResults } from '../results/pipelineResults.js';
import { smallestRadiiTables } from '../table/smallestRadii.js';
import { smallestRadiiReport } from '../table/smallestRadiiReport.js';
import { csvTable } from '../table/csvTable.js';
import { drawn, roundedSvg, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';

const attack = attackCellSchema.parse({ norm: 'linf', eps: '32/255', steps: 10, attack: 'fmn' });
const results = withRadii(
  await readSmallPipeline(await writeSmallPipeline(temporaryFolder())),
  attack,
  // Two images are misclassified already, one withstands the whole radius, and the others fall one after the other.
  [0, 0, Infinity, ...Array.from({ length: 17 }, (_, i) => (i + 1) / 255)],
);

/** The results and those of an attack on one network with these smallest radii. */
function withRadii(from: PipelineResults, cell: AttackCell, smallestRadii: readonly number[]): PipelineResults {
  const node = attackNode('resnet8', cell);
  const outcome = {
    ...{ natural: proportion(18, 20), robust: proportion(1, 20), rightBefore: new Map(), withstood: new Map() },
    ...{ smallestRadii, split: 'test', flags: [] },
  };
  return { ...from, attacks: new Map([...from.attacks, [node, { network: 'resnet8', node, cell, outcome }]]) };
}

const spec = (more: object = {}) =>
  figureSchema.parse({
    ...{ id: 'curve', title: 'Every radius', kind: 'radius-curve', networks: ['resnet8', 'bcos-resnet8'], attack },
    ...more,
  });

describe('radiusCurve', () => {
  it('looks as it did', async () => {
    expect(roundedSvg(drawn(await drawFigure(spec({ beside: { steps: 10 } }), results)).body.source)).toMatchSnapshot();
  });

  it('begins at the natural accuracy, ends at the radius of the attack, and has the grid’s attacks as dots', async () => {
    const { body, alternative, caption } = drawn(await drawFigure(spec({ beside: { steps: 10 } }), results));
    expect(alternative).toBe('Accuracy by ℓ∞ radius. ResNet-8 from 90.0% to 5.0% at ℓ∞ 32/255.');
    expect(caption).toContain('FMN ℓ∞ 32/255, 10 steps, encoded threat');
    const dots = [...body.source.matchAll(/aria-label="([^"]* under ℓ∞ [^"]*)"/g)].map(([, words]) => words);
    expect(dots.map((words) => words?.replace(/: .* under/, ' under').replace(/ \(.*/, ''))).toEqual([
      'ResNet-8 under ℓ∞ 8/255',
      'ResNet-8 under ℓ∞ 16/255',
      'Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8 under ℓ∞ 8/255',
      'Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8 under ℓ∞ 16/255',
    ]);
    expect(svgTexts(body.source)).toEqual(expect.arrayContaining(['ℓ∞ radius, in 1/255', 'accuracy', 'ResNet-8']));
  });

  it('names the nodes that have not run where none has', async () => {
    expect(await drawFigure(spec({ networks: ['bcos-resnet8'] }), results)).toMatchObject({
      missing: ['attack-bcos-resnet8-linf-32_255-10-encoded-attack-fmn'],
    });
  });

  it('is of attacks that find the smallest radius alone', () => {
    expect(() => spec({ attack: { norm: 'linf', eps: '8/255', steps: 10 } })).toThrow(/must be an untargeted attack/);
    expect(() => spec({ attack: { ...attack, targeted: 'random' } })).toThrow(/must be an untargeted attack/);
  });
});

describe('smallestRadiiReport', () => {
  const [table] = smallestRadiiTables(results);
  if (table === undefined) throw new Error('an attack finds smallest radii');

  it('has the median with its interval, and the accuracy at the radii of other attacks', () => {
    const { id, text } = smallestRadiiReport(table);
    expect(id).toBe('smallest-radii-linf');
    expect(text.heads).toEqual(['network', 'attack', 'images', 'median', 'ℓ∞ 8/255', 'ℓ∞ 16/255']);
    // Sorted: 0, 0, 1, …, 17, Infinity; ranks 6 and 15 of 20 bound the median.
    expect(text.rows).toEqual([
      ['ResNet-8', 'FMN ℓ∞ 32/255, 10 steps, encoded threat', '20', '8.5/255 [4/255, 13/255]', '50.0', '10.0'],
    ]);
  });

  it('says where a median or a radius is beyond that of the attack', () => {
    const narrow = attackCellSchema.parse({ norm: 'linf', eps: '10/255', steps: 10, attack: 'fmn' });
    const [few] = smallestRadiiTables(
      withRadii({ ...results, attacks: new Map([...results.attacks].slice(0, -1)) }, narrow, [
        0,
        0.01,
        Infinity,
        Infinity,
      ]),
    );
    if (few === undefined) throw new Error('an attack finds smallest radii');
    expect(smallestRadiiReport(few).text.rows[0]?.slice(2)).toEqual(['4', '> 10/255', '50.0', '—']);
  });

  it('has a record for each number', () => {
    const lines = csvTable(smallestRadiiReport(table).records).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 3);
    expect(lines[1]).toMatch(/median smallest radius,,20,0\.0333\d*,0\.0156\d*,0\.0509\d*,attack-resnet8-/);
    expect(lines[2]).toMatch(/accuracy,8\/255,20,0\.5,0\.299\d*,0\.70\d*,attack-resnet8-/);
  });
});
