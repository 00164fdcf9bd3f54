import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figureSchema } from '@bcos-bench/pipeline';
import { drawn, roundedSvg, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';

const small = await writeSmallPipeline(temporaryFolder());
const results = await readSmallPipeline(small);

const NODE = 'attack-bcos-resnet8-linf-8_255-10-encoded';
const spec = figureSchema.parse({
  id: 'figure-9',
  title: 'Confusion',
  kind: 'confusion',
  network: 'bcos-resnet8',
  attack: { norm: 'linf', eps: '8/255', steps: 10 },
});

describe('confusionFigure', () => {
  it('looks as it did', async () => {
    expect(roundedSvg(drawn(await drawFigure(spec, results)).body.source)).toMatchSnapshot();
  });

  it('counts predictions before and after, and escapes the names of classes', async () => {
    const { body } = drawn(await drawFigure(spec, results));
    const words = [...body.source.matchAll(/aria-label="([^"]*are classified as[^"]*)"/g)].map(([, text]) => text);
    expect(words).toContain('before the attack: 4 of 4 images of circle are classified as circle');
    expect(words).toContain('before the attack: 1 of 4 images of arrow are classified as circle');
    expect(words).toContain('after the attack: 3 of 4 images of square are classified as &lt;script&gt;');
    expect(svgTexts(body.source)).toEqual(
      expect.arrayContaining(['before the attack', 'after the attack', '&lt;script&gt;']),
    );
    expect(body.source).not.toContain('<script>');
  });

  it('says how many images a row stands on, and what so few can bear', async () => {
    const { body, caption } = drawn(await drawFigure(spec, results));
    expect(svgTexts(body.source)).toEqual(expect.arrayContaining(['circle (4)', 'true class (images)']));
    expect(caption).toMatch(/A row of 4 images says little: its 95% intervals are up to 70 points wide\.$/);
  });

  it('has no colour of its own where there is nothing: the page’s ground is seen, light or dark', async () => {
    const { body } = drawn(await drawFigure(spec, results));
    const cells = [...body.source.matchAll(/<path aria-label="[^"]*are classified as[^>]*>/g)].map(([cell]) => cell);
    expect(cells.length).toBeGreaterThan(10);
    expect(cells.every((cell) => cell.includes('fill="#00507c"') && cell.includes('opacity'))).toBe(true);
  });

  it('names the attack that has not run', async () => {
    rmSync(join(small.results, NODE), { recursive: true });
    expect(await drawFigure(spec, results)).toEqual({ id: 'figure-9', title: 'Confusion', missing: [NODE] });
  });
});
