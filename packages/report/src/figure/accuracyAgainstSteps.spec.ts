import { beforeAll, describe, expect, it } from 'vitest';
import { figureSchema, type FigureSpec } from '@bcos-bench/pipeline';
import type { PipelineResults } from '../results/pipelineResults.js';
import { drawn, roundedSvg, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
});

function spec(eps: string[]): FigureSpec {
  return figureSchema.parse({ id: 'f', title: 'Accuracy by steps', kind: 'accuracy-against-steps', norm: 'linf', eps });
}

describe('accuracyAgainstSteps', () => {
  it('looks as it did', async () => {
    expect(roundedSvg(drawn(await drawFigure(spec(['8/255', '16/255']), results)).body.source)).toMatchSnapshot();
  });

  it('has a panel a radius, and in each a place for 0 steps and for every count of steps', async () => {
    const { body, alternative } = drawn(await drawFigure(spec(['8/255', '16/255']), results));
    expect(svgTexts(body.source)).toEqual(expect.arrayContaining(['ℓ∞ 8/255', 'ℓ∞ 16/255']));
    const steps = [...body.source.matchAll(/aria-label="ResNet-8: [\d.]+% after (\d+) steps /g)].map(
      ([, count]) => count,
    );
    expect(new Set(steps)).toEqual(new Set(['5', '10']));
    expect(alternative).toContain('ℓ∞ 8/255: ResNet-8 from 97.5% to ');
  });

  it('takes a radius however it is written', async () => {
    const written = drawn(await drawFigure(spec(['8/255']), results)).body.source;
    const other = drawn(await drawFigure(spec(['16/510']), results)).body.source;
    expect(other.replaceAll('16/510', '8/255')).toBe(written);
  });
});
