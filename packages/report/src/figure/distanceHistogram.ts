import type { TopLevelSpec } from 'vega-lite';
import { attackNode, type AttackCell, type FigureSpec } from '@bcos-bench/pipeline';
import { at, usualNormSchema, parseEpsilon, type UsualNorm } from '@bcos-bench/vocabulary';
import { readAttackSamples, type AttackSample } from '@bcos-bench/formats';
import { describeAttack } from '../results/describeAttack.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { nodeFolder } from '../results/nodeFolder.js';
import { networkOf, titlesOf, type PipelineResults } from '../results/pipelineResults.js';
import type { AbsentFigure, Figure } from './figure.js';
import { styleOf } from './networkStyle.js';
import { axisTitle, lengthText, onAxis } from '../radii/radiusAxis.js';
import { vegaFigure } from './vegaFigure.js';

type DistanceHistogramSpec = Extract<FigureSpec, { kind: 'distance-histogram' }>;

const [WIDTH, HEIGHT, BINS] = [380, 100, 30];
const DASH = [4, 3];

/** The images of one network after an attack. */
interface AttackedImages {
  readonly title: string;
  readonly samples: readonly AttackSample[];
}

/** How far an attack moved the images, in l-inf and l2: one row per network, one column per norm. */
export async function distanceHistogram(
  { id, title, networks, attack }: DistanceHistogramSpec,
  results: PipelineResults,
): Promise<Figure | AbsentFigure> {
  const nodes = networks.map((network) => ({ network, node: attackNode(network, attack) }));
  const present = nodes.flatMap(({ network, node }) => {
    const folder = nodeFolder(results, node);
    return folder === null ? [] : [{ network, folder }];
  });
  if (present.length === 0) return { id, title, missing: nodes.map(({ node }) => node) };
  const attacked = await Promise.all(
    present.map(async ({ network, folder }): Promise<AttackedImages> => ({
      title: networkOf(results, network).title,
      samples: await readAttackSamples(folder),
    })),
  );
  return {
    id,
    title,
    caption:
      `How far ${describeAttack(attack)} moved the images, in l-inf and l2, one row per network. An attack that uses its whole radius has its bars at the dashed line, ` +
      'which is that radius; none may be beyond it. Distances are measured on the final images in the attacked space.',
    alternative: `Histograms of distances under ${describeAttack(attack)}. ${attacked.map(distanceWords).join(' ')}`,
    data: { columns: ['network', 'image', 'linf', 'l2'], records: attacked.flatMap(records) },
    ...(await vegaFigure(plot(attacked, attack, titlesOf(results)))),
  };
}

/** The distances of every image, in units of [0,1]. */
function records({ title, samples }: AttackedImages) {
  return samples.map(({ index, linf, l2 }) => ({ network: title, image: index, linf, l2 }));
}

function distanceWords({ title, samples }: AttackedImages): string {
  const largest = usualNormSchema.options.map((norm) => {
    const most = onAxis(norm, Math.max(...samples.map((sample) => sample[norm])));
    return `${NORM_SYMBOL[norm]} distance at most ${lengthText(norm, most)}`;
  });
  return `${title}: ${largest.join('; ')}.`;
}

function plot(attacked: readonly AttackedImages[], attack: AttackCell, all: readonly string[]): TopLevelSpec {
  return {
    spacing: 18,
    vconcat: attacked.map((images) => ({
      title: { text: images.title, anchor: 'start' as const },
      spacing: 28,
      hconcat: usualNormSchema.options.map((norm) => ({
        width: WIDTH,
        height: HEIGHT,
        layer: [
          bars(images, norm, axisEnd(attacked, attack, norm), styleOf(images.title, all).colour),
          ...(norm === attack.norm ? [radiusRule(attack)] : []),
        ],
        resolve: { scale: { y: 'independent' as const } },
      })),
    })),
  };
}

/** The right end of a norm's axis, the same for all networks: the longest distance, or the radius, and a little more. */
function axisEnd(attacked: readonly AttackedImages[], attack: AttackCell, norm: UsualNorm): number {
  const distances = attacked.flatMap(({ samples }) => samples.map((sample) => sample[norm]));
  const radius = norm === attack.norm ? parseEpsilon(attack.eps) : 0;
  const longest = distances.reduce((a, b) => Math.max(a, b), radius);
  return onAxis(norm, longest === 0 ? 1 : longest * 1.05);
}

function bars({ title, samples }: AttackedImages, norm: UsualNorm, end: number, colour: string) {
  const width = end / BINS;
  const domain = [0, end];
  const counts = new Array<number>(BINS).fill(0);
  for (const sample of samples) {
    const bin = Math.min(BINS - 1, Math.floor(onAxis(norm, sample[norm]) / width));
    counts[bin] = at(counts, bin) + 1;
  }
  const values = counts.flatMap((count, bin) => {
    const [from, to] = [bin * width, (bin + 1) * width];
    const range = `${NORM_SYMBOL[norm]} distance ${lengthText(norm, from)} to ${lengthText(norm, to)}`;
    const words = `${title}: ${count} of ${samples.length} images at ${range}`;
    return count === 0 ? [] : [{ from, to, count, words }];
  });
  return {
    data: { values },
    mark: { type: 'bar', color: colour, binSpacing: 1, aria: true },
    encoding: {
      x: {
        field: 'from',
        bin: 'binned',
        type: 'quantitative',
        scale: { domain, nice: false },
        axis: { title: axisTitle(norm, 'distance'), tickCount: 6, grid: false },
      },
      x2: { field: 'to' },
      y: { field: 'count', type: 'quantitative', axis: { title: 'images', tickCount: 3, tickMinStep: 1 } },
      description: { field: 'words', type: 'nominal' },
    },
  } as const;
}

function radiusRule({ norm, eps }: AttackCell) {
  const values = [{ radius: onAxis(norm, parseEpsilon(eps)) }];
  return {
    data: { values },
    mark: { type: 'rule', color: 'currentColor', strokeDash: DASH, opacity: 0.7 },
    encoding: { x: { field: 'radius', type: 'quantitative' } },
  } as const;
}
