import type { TopLevelSpec } from 'vega-lite';
import { at } from '@bcos-bench/vocabulary';
import type { LossSurface } from '@bcos-bench/formats';
import type { AuditResult } from '../results/auditResult.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import type { Figure } from './figure.js';
import { vegaFigure } from './vegaFigure.js';

/** Units of a point of the grid. */
const CELL = 8;
const ENDS = [-1, 0, 1];

/** The loss around some images of an audit, a panel each; none where no image is classified correctly, or the audit has not run. */
export async function lossSurfaceFigure(
  results: PipelineResults,
  { node, network, norm, eps, threat, audit }: AuditResult,
): Promise<Figure[]> {
  if (audit === null || audit.surface.images.length === 0) return [];
  const title = `The loss around images, ${networkOf(results, network).title}, ${NORM_SYMBOL[norm]} ${eps}, ${threat}`;
  return [
    {
      id: `loss-surface-${node}`,
      title,
      caption:
        `The loss (${audit.loss}) of the first images that are classified correctly, a panel each. Up: along the step that PGD takes at the image. To the right: ` +
        'along a random one. 1 is the radius. A smooth slope upwards is what an attack can follow; a flat or rugged surface is not.',
      alternative: `Loss surfaces of ${audit.surface.images.length} images. ${surfaceWords(audit.surface)}`,
      data: { columns: ['image', 'along', 'random', 'loss'], records: records(audit.surface) },
      ...(await vegaFigure(plot(audit.surface))),
    },
  ];
}

/** How the loss changes along the gradient, image by image, in words. */
function surfaceWords({ images }: LossSurface): string {
  return images
    .map(({ index, losses }) => {
      const middle = (losses.length - 1) / 2;
      const [here, there] = [losses[middle]?.[middle], losses.at(-1)?.[middle]].map((loss) => loss?.toPrecision(3));
      return `Image ${index}: from ${here} to ${there} at the radius along the gradient.`;
    })
    .join(' ');
}

function plot({ steps, images }: LossSurface): TopLevelSpec {
  const side = CELL * steps.length;
  const axis = { values: ENDS, grid: false, labelAngle: 0 };
  const all = images.flatMap(({ losses }) => losses.flat());
  // One scale for all panels, with its legend at the last.
  const domain = [Math.min(...all), Math.max(...all)];
  return {
    spacing: 24,
    hconcat: images.map(({ index, losses }, panel) => ({
      title: { text: `image ${index}`, frame: 'group' },
      width: side,
      height: side,
      view: { stroke: 'currentColor', strokeOpacity: 0.3 },
      data: { values: pointsOf(steps, losses) },
      mark: { type: 'rect' },
      encoding: {
        x: { field: 'random', type: 'ordinal', axis: { ...axis, title: 'random' } },
        y: {
          field: 'along',
          type: 'ordinal',
          sort: 'descending',
          axis: { ...axis, title: panel === 0 ? 'gradient' : null, labels: panel === 0 },
        },
        fill: {
          field: 'loss',
          type: 'quantitative',
          scale: { scheme: 'viridis', domain },
          legend: panel === images.length - 1 ? { title: null, gradientLength: side } : null,
        },
      },
    })),
    resolve: { scale: { fill: 'independent' } },
  };
}

function records({ steps, images }: LossSurface) {
  return images.flatMap(({ index, losses }) => pointsOf(steps, losses).map((point) => ({ image: index, ...point })));
}

function pointsOf(steps: readonly number[], losses: readonly (readonly number[])[]) {
  return losses.flatMap((row, i) => row.map((loss, j) => ({ along: at(steps, i), random: at(steps, j), loss })));
}
