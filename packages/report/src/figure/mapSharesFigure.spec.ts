import { describe, expect, it } from 'vitest';
import { attackCellSchema, figureSchema } from '@bcos-bench/pipeline';
import type { ExplanationChange } from '@bcos-bench/formats';
import type { AttackName } from '@bcos-bench/vocabulary';
import { measureSection } from '../page/measureSection.js';
import type { ExplanationResult } from '../results/explanationResult.js';
import { drawn, roundedSvg, svgTexts } from '../testing/drawn.fixture.js';
import { readSmallPipeline, writeSmallPipeline } from '../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../testing/temporaryFolder.fixture.js';
import { drawFigure } from './figureKinds.js';

const read = await readSmallPipeline(await writeSmallPipeline(temporaryFolder()));
const asked = { id: 'f', title: 'Maps', kind: 'map-shares', networks: ['resnet8', 'bcos-resnet8'], steps: 50 };
const spec = figureSchema.parse({ ...asked, attack: 'move-map' });

/** The map of each of four images, this near to what it was. */
function changes(cosine: number, predictionKept: boolean): ExplanationChange[] {
  const near = { cosine, rankCorrelation: cosine, topOverlap: cosine, shownCosine: 1, positiveKept: null };
  return [0, 1, 2, 3].map((index) => ({
    ...{ index, label: 0, explainedClass: 0, logitChange: 0, noiseContribution: 0, predictionKept },
    ...(index === 0 ? { ...near, cosine: null, shownCosine: null } : near),
  }));
}

function explained(network: string, attack: AttackName, eps: string, cosine: number, kept = true): ExplanationResult {
  const cell = attackCellSchema.parse({ attack, norm: 'linf', eps, steps: 50 });
  return { network, node: `explain-${network}-${attack}`, cell, method: null, changes: changes(cosine, kept) };
}

function results(kept = true) {
  const explanations = ['8/255', '2/255'].flatMap((eps) => [
    explained('resnet8', 'move-map', eps, 0.2, kept),
    explained('bcos-resnet8', 'move-map', eps, 0.6, kept),
    explained('resnet8', 'move-map-noise', eps, 0.95, kept),
    explained('resnet8', 'hide-region', eps, 0.1, kept),
  ]);
  return { ...read, explanations, spec: { ...read.spec, report: { ...read.spec.report, figures: [spec] } } };
}

describe('mapSharesFigure', () => {
  it('looks as it did', async () => {
    expect(roundedSvg(drawn(await drawFigure(spec, results())).body.source)).toMatchSnapshot();
  });

  it('has a panel for each radius and nearness, a row for each network, and the noise beside the attack', async () => {
    const { body, data, width, alternative } = drawn(await drawFigure(spec, results()));
    const texts = svgTexts(body.source);
    expect(texts.filter((text) => text.startsWith('ℓ∞'))).toEqual(Array(4).fill(['ℓ∞ 2/255', 'ℓ∞ 8/255']).flat());
    expect(texts).toEqual(
      expect.arrayContaining(['cosine ≥ 0.9', 'top overlap ≥ 0.5', 'Map moved', 'Map moved by noise']),
    );
    expect(texts).not.toContain('shown cosine ≥ 0.9');
    expect(data.records).toHaveLength(3 * 2 * 4);
    expect(data.records[1]).toMatchObject({ network: 'ResNet-8', nearness: 'cosine', least: 0.5, share: 0, images: 4 });
    expect(body.source).toMatch(/aria-label="Map moved by noise: ResNet-8, ℓ∞ 8\/255, cosine ≥ 0.9, 75.0% \(3 of 4/);
    expect(alternative).toContain('Maps with cosine ≥ 0.5. ResNet-8 under Map moved, ℓ∞ 2/255: 0.0%');
    expect(width).toBeLessThan(500);
  });

  it('shows the map of the new class, too, where predictions have changed', async () => {
    expect(svgTexts(drawn(await drawFigure(spec, results(false))).body.source)).toContain('shown cosine ≥ 0.9');
  });

  it('stands in the section on how good explanations are', async () => {
    const source = measureSection(results(), [drawn(await drawFigure(spec, results()))]).source;
    expect(source.indexOf('<figure id="f">')).toBeGreaterThanOrEqual(0);
    expect(source.indexOf('<figure id="f">')).toBeLessThan(source.indexOf('id="map-shares"'));
  });

  it('names the nodes that have not run', async () => {
    const explanations = results().explanations.map((one) => ({ ...one, changes: [] }));
    const missing = ['resnet8-move-map', 'resnet8-move-map-noise', 'bcos-resnet8-move-map'].map(
      (name) => `explain-${name}`,
    );
    const figure = await drawFigure(spec, { ...results(), explanations });
    expect(new Set('missing' in figure ? figure.missing : [])).toEqual(new Set(missing));
  });
});
