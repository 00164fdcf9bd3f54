import { describe, expect, it } from 'vitest';
import { figureSchema, type FigureSpec } from '@bcos-bench/pipeline';
import type { MeasuredMethod } from '@bcos-bench/formats';
import { measureSection } from '../page/measureSection.js';
import type { MeasureResult } from '../results/measureResult.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { drawn, roundedSvg, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';
import { measureFigure } from './measureFigure.js';

const counted = { images: 8, forwardPasses: 16, gradientPasses: 8 };
const deletion = { measure: 'deletion', low: 0.1, high: 0.5, median: 0.2, ...counted } as const;
const measures = [
  measurement('bcos-resnet8', 'some', [
    { method: 'gradient', mean: 0.4, ...deletion },
    { method: 'dynamic-linear', mean: 0.3, ...deletion },
    { ...deletion, method: 'gradient', measure: 'entropy', mean: 50, low: 2, high: 900 },
  ]),
  measurement('bcos-resnet8', 'more', [{ method: 'dynamic-linear', mean: 0.2, ...deletion, images: 9 }]),
  measurement('resnet8', 'one', [{ method: 'gradient', mean: 0.25, ...deletion }]),
];
const read = await readSmallPipeline(await writeSmallPipeline(temporaryFolder()));

function measurement(network: string, name: string, measured: MeasuredMethod[]): MeasureResult {
  const about = { network, dataset: 'shapes', split: 'test', images: 8, seed: 0 };
  return { network, name, limit: 8, node: `measure-${network}-${name}`, summary: { ...about, measured, leftOut: [] } };
}

const spec = (keys: object = {}): FigureSpec =>
  figureSchema.parse({ id: 'f', title: 'Measures', kind: 'measures', networks: ['resnet8', 'bcos-resnet8'], ...keys });

/** The small pipeline with these measurements, and with the figure. */
function withFigure(figure: FigureSpec): PipelineResults {
  return { ...read, measures, spec: { ...read.spec, report: { ...read.spec.report, figures: [figure] } } };
}

describe('measuresFigure', () => {
  it('looks as it did', async () => {
    const { body } = drawn(await drawFigure(spec(), withFigure(spec())));
    expect(roundedSvg(body.source)).toMatchSnapshot();
  });

  it('has a panel for each measure, a row for each method, and the measurement of more images', async () => {
    const { body, alternative, data, width } = drawn(await drawFigure(spec(), withFigure(spec())));
    expect(svgTexts(body.source)).toEqual(
      expect.arrayContaining(['Deletion', 'lower is better', 'Entropy', 'dynamic-linear', 'gradient', 'ResNet-8']),
    );
    expect(alternative).toBe(
      'Deletion, best first. ResNet-8: gradient 0.250; Bcos-<b>ResNet</b>-8: dynamic-linear 0.200, gradient 0.400. ' +
        'Entropy, best first. Bcos-<b>ResNet</b>-8: gradient 50.0.',
    );
    expect(data.records).toHaveLength(4);
    expect(body.source).toContain('aria-label="ResNet-8: gradient 0.250 (0.100 to 0.500), 8 images"');
    // A figure of fewer units than this is as wide as a phone.
    expect(width).toBeLessThan(500);
  });

  it('has a row for each network where it is of one method', async () => {
    const one = spec({ methods: ['gradient'], measures: ['deletion'] });
    const { body, caption } = drawn(await drawFigure(one, withFigure(one)));
    expect(svgTexts(body.source)).not.toContain('gradient');
    expect(caption).toContain('explanations are by gradient');
  });

  it('stands in the section on how good explanations are, in the place of those of single measurements', async () => {
    const results = withFigure(spec());
    const [first] = measures;
    expect(first === undefined ? [] : await measureFigure(results, first)).toEqual([]);
    expect(measureSection(results, [drawn(await drawFigure(spec(), results))]).source).toContain('<figure id="f">');
  });

  it('names the nodes that have not run', async () => {
    const none = measures.map((measure) => ({ ...measure, summary: null }));
    expect(await drawFigure(spec({ networks: ['resnet8'] }), { ...withFigure(spec()), measures: none })).toMatchObject({
      missing: ['measure-resnet8-one'],
    });
  });
});
