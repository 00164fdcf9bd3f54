import { beforeAll, describe, expect, it } from 'vitest';
import { figureSchema, type FigureSpec } from '@bcos-bench/pipeline';
import type { PipelineResults } from '../results/pipelineResults.js';
import { drawn, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
});

function spec(more: object = {}): FigureSpec {
  const figure = { id: 'f', title: 'Effect of b', kind: 'against-b', norm: 'linf', steps: 10 };
  return figureSchema.parse({ ...figure, networks: ['bcos-resnet8', 'resnet8'], ...more });
}

/** The results with a measurement of the B-cos network's explanations. */
function measured(): PipelineResults {
  const of = (measure: 'max-sensitivity' | 'sparseness', method: 'dynamic-linear' | 'gradient', mean: number) => ({
    ...{ measure, method, mean, median: mean, low: mean - 0.1, high: mean + 0.1, images: 12 },
    ...{ forwardPasses: 1, gradientPasses: 1 },
  });
  const summary = {
    ...{ network: 'bcos-resnet8', dataset: 'shapes', split: 'test', images: 12, seed: 0, leftOut: [] },
    measured: [of('max-sensitivity', 'gradient', 9), of('max-sensitivity', 'dynamic-linear', 0.5)],
  };
  return {
    ...results,
    measures: [{ network: 'bcos-resnet8', limit: 12, node: 'measure-bcos-resnet8', summary }],
  };
}

describe('againstB', () => {
  it('has the accuracy without an attack and under each radius, by b', async () => {
    const { body, data } = drawn(await drawFigure(spec(), results));
    expect(svgTexts(body.source)).toEqual(
      expect.arrayContaining(['exponent b', 'no attack', 'ℓ∞ 8/255', 'ℓ∞ 16/255', 'Accuracy, ℓ∞ attacks']),
    );
    expect(data.records.map(({ measured: what, b }) => [what, b])).toEqual(
      ['no attack', 'ℓ∞ 8/255', 'ℓ∞ 16/255'].flatMap((series) => [1, 2].map((b) => [`accuracy, ${series}`, b])),
    );
    expect(data.records[0]).toMatchObject({ network: 'of ResNet-8, b = 1', value: 0.975, images: 40 });
  });

  it('has a panel for each measure, of the method that is asked for', async () => {
    const { body, data, alternative } = drawn(await drawFigure(spec({ measures: ['max-sensitivity'] }), measured()));
    expect(svgTexts(body.source)).toEqual(expect.arrayContaining(['Max-sensitivity', 'lower is better']));
    expect(data.records.at(-1)).toEqual({
      ...{ measured: 'max-sensitivity', network: 'Bcos-<b>ResNet</b>-8', b: 2 },
      ...{ value: 0.5, low: 0.4, high: 0.6, images: 12 },
    });
    expect(alternative).toContain('Max-sensitivity: 0.500 at b = 2.');
  });

  it('leaves out the panel of a measure that has not run', async () => {
    const { body } = drawn(await drawFigure(spec({ measures: ['sparseness'] }), results));
    expect(svgTexts(body.source)).not.toContain('Sparseness');
  });

  it('names the nodes that have not run where none has', async () => {
    const attacks = new Map([...results.attacks].map(([node, attack]) => [node, { ...attack, outcome: null }]));
    const { networks } = results;
    const absent = await drawFigure(spec({ networks: ['resnet8'] }), { ...results, attacks, networks });
    expect('missing' in absent ? absent.missing : []).toContain('attack-resnet8-linf-8_255-10-encoded');
  });
});
