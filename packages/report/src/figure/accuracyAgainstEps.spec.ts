import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { figureSchema, type FigureSpec } from '@bcos-bench/pipeline';
import { at } from '@bcos-bench/vocabulary';
import { drawn, roundedSvg, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';

const small = await writeSmallPipeline(temporaryFolder());
const results = await readSmallPipeline(small);

function spec(more: object = {}): FigureSpec {
  return figureSchema.parse({
    id: 'figure-7',
    title: 'Accuracy by radius',
    kind: 'accuracy-against-eps',
    steps: 10,
    ...more,
  });
}

/** The words of the marks of one type: `mark-symbol` are the dots. */
function words(source: string): string[] {
  const dots = [...source.matchAll(/<g class="mark-symbol role-mark[^"]*"[^>]*>(.*?)<\/g>/gs)].map((found) =>
    at(found, 1),
  );
  return dots.flatMap((marks) => [...marks.matchAll(/aria-label="([^"]*)"/g)].map((found) => at(found, 1)));
}

describe('accuracyAgainstEps', () => {
  it('looks as it did', async () => {
    const { width, height, body } = drawn(await drawFigure(spec(), results));
    expect({ width, height: Math.round(height) }).toMatchSnapshot();
    expect(roundedSvg(body.source)).toMatchSnapshot();
  });

  it('has a panel a norm, and a dot for every network and radius, and for natural accuracy', async () => {
    const { body } = drawn(await drawFigure(spec(), results));
    const texts = svgTexts(body.source);
    expect(texts).toEqual(expect.arrayContaining(['ℓ∞ attacks', 'ℓ2 attacks', 'ℓ∞ radius, in 1/255', 'ℓ2 radius']));
    expect(words(body.source)).toHaveLength(3 * 3 + 2);
    expect(words(body.source)[0]).toBe(
      'ResNet-8: 97.5% without an attack (39 of 40 images, 95% interval 87.1 to 99.6)',
    );
    expect(words(body.source)[1]).toMatch(/^ResNet-8: [\d.]+% under ℓ∞ 8\/255 \(\d+ of 40 images/);
    expect(texts).toContain('Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8');
  });

  it('joins no two radii by a line: between them nothing was measured', async () => {
    const { body, caption } = drawn(await drawFigure(spec(), results));
    expect(body.source).not.toMatch(/class="mark-(line|area)/);
    expect(body.source.match(/class="mark-rule/g)?.length).toBeGreaterThan(0);
    expect(caption).toContain('nothing was measured between them');
  });

  it('has the name of each network at the end of its series, and a style that no other has', async () => {
    const { body } = drawn(await drawFigure(spec({ networks: ['resnet8', 'adv-resnet8'] }), results));
    expect(svgTexts(body.source).filter((text) => text === 'ResNet-8')).toHaveLength(2);
    expect(body.source).toContain('stroke="#d55e00"');
    const alone = drawn(await drawFigure(spec({ networks: ['adv-resnet8'] }), results));
    expect(alone.body.source).toContain('stroke="#d55e00"');
    expect(alone.body.source).not.toContain('#0072b2');
  });

  it('shows the networks that are asked for', async () => {
    const { body } = drawn(await drawFigure(spec({ networks: ['resnet8'] }), results));
    expect(words(body.source)).toHaveLength(3);
    expect(svgTexts(body.source)).not.toContain('ℓ2 attacks');
  });

  it('names the nodes that have not run where none has', async () => {
    const node = 'attack-bcos-resnet8-l2-0.5-10-pixel';
    rmSync(join(small.results, node), { recursive: true });
    const fewer = await readSmallPipeline(small);
    expect(await drawFigure(spec({ threat: 'pixel' }), fewer)).toEqual({
      id: 'figure-7',
      title: 'Accuracy by radius',
      missing: [node],
    });
  });
});
