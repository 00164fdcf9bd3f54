import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readExplanations, writeExplanations, writeManifest } from '@bcos-bench/formats';
import { symmetricLimit } from '../scale/divergingScale.js';
import { at } from '@bcos-bench/vocabulary';
import type { PipelineResults } from '../results/pipelineResults.js';
import { drawn, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { tickLabel } from './colourBar.js';
import { explanationFigure } from './explanationFigure.js';

const NODE = 'explain-bcos-resnet8-l2-0.5-10-encoded';
const spec = {
  id: 'figure-2',
  title: 'Explanations',
  kind: 'explanations',
  network: 'bcos-resnet8',
  attack: { norm: 'l2', eps: '0.5', steps: 10, threat: 'encoded' },
} as const;
const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
});

describe('explanationFigure', () => {
  it('has nine named rows of eight images', () => {
    const { body } = drawn(explanationFigure(spec, results));
    expect([...body.source.matchAll(/<image /g)]).toHaveLength(9 * 8);
    expect(svgTexts(body.source).filter((text) => /input|difference/.test(text))).toEqual([
      'input',
      'attacked input',
      'difference',
      'explanation of the input',
      'explanation of the attacked input',
      'difference of the explanations',
      'contribution map of the input',
      'contribution map of the attacked input',
      'difference of the contribution maps',
    ]);
  });
  it('has the true labels over the first row, the predictions over the second, and marks the wrong ones', () => {
    const [, ...rows] = drawn(explanationFigure(spec, results)).body.source.split('<g transform="translate(0,');
    const titles = rows.map((row) => svgTexts(at(row.split('class="colour-bar"'), 0)).slice(1));
    expect(titles[0]).toEqual(['circle', 'square', '&lt;script&gt;', 'star', 'a &amp; b', 'cross', 'ring', 'moon']);
    expect(titles[1]).toEqual(['circle', '&lt;script&gt;', 'star', 'star', 'cross', 'ring', 'ring', 'heart']);
    expect(titles.slice(2)).toEqual(Array.from({ length: 7 }, () => []));
    expect([...at(rows, 1).matchAll(/class="wrong"[^>]*><title>([^<]*)</g)].map(([, name]) => name)).toEqual([
      '&lt;script&gt;',
      'star',
      'cross',
      'ring',
      'heart',
    ]);
    expect(rows[0]).not.toContain('wrong');
  });
  it('has one scale a row for the maps', () => {
    const { clean, attacked } = readExplanations(join(results.folder, NODE));
    if (attacked === null) throw new Error('nothing was attacked');
    const bars = drawn(explanationFigure(spec, results)).body.source.split('class="colour-bar"').slice(1);
    expect(bars).toHaveLength(3);
    expect(svgTexts(at(bars, 0))[0]).toBe(tickLabel(symmetricLimit(clean.contribution)));
    expect(svgTexts(at(bars, 1))[0]).toBe(tickLabel(symmetricLimit(attacked.contribution)));
  });
  it('is of the method that it asks for, and says so', () => {
    const other = drawn(explanationFigure({ ...spec, method: 'smooth-grad' }, results));
    expect(other.caption).toContain('encoded threat, explained by smooth-grad. ');
    const explanations = readExplanations(join(results.folder, NODE));
    const method = { name: 'integrated-gradients', settings: { steps: 50 } };
    writeExplanations(join(results.folder, NODE), { ...explanations, method });
    writeManifest(join(results.folder, NODE), 'bcos-test');
    expect(drawn(explanationFigure(spec, results)).caption).toContain('explained by integrated-gradients (steps 50). ');
  });
  it('says what is missing: attacked images, or the whole node', () => {
    const explanations = readExplanations(join(results.folder, NODE));
    writeExplanations(join(results.folder, NODE), { ...explanations, attacked: null });
    writeManifest(join(results.folder, NODE), 'bcos-test');
    expect(explanationFigure(spec, results)).toMatchObject({ missing: [`${NODE} with attacked images`] });
    rmSync(join(results.folder, NODE), { recursive: true });
    expect(explanationFigure(spec, results)).toMatchObject({ missing: [NODE] });
  });
});
