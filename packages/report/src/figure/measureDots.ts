import {
  attributionMethodSchema,
  explanationMeasureSchema,
  measureDescriptions,
  type ExplanationMeasureName,
} from '@bcos-bench/vocabulary';
import type { MeasuredMethod } from '@bcos-bench/formats';
import { measureInterval, measureNumber } from '../table/measureNumber.js';
import { dotPanels, type DotPanel } from './dotPanels.js';
import type { Figure } from './figure.js';

const [COLUMNS, WIDTH] = [2, 150];
/** Means that differ by more than this factor are drawn on a logarithmic axis. */
const WIDE = 100;

/** What a measure says of a method on a network, which is named by its title. */
export interface MeasuredDot extends MeasuredMethod {
  readonly network: string;
}

/**
 * Measures of explanations: a panel for each measure, a row for each method, a dot with its interval for each network. Of a single method, each
 * network has a row.
 * @param measured at least one
 * @param all the titles of the pipeline's networks
 */
export async function measureDots(
  { id, title }: Pick<Figure, 'id' | 'title'>,
  measured: readonly MeasuredDot[],
  all: readonly string[],
): Promise<Figure> {
  const methods = attributionMethodSchema.options.filter((name) => measured.some(({ method }) => method === name));
  const measures = explanationMeasureSchema.options.filter((name) => measured.some(({ measure }) => measure === name));
  const networks = all.filter((name) => measured.some(({ network }) => network === name));
  const isOfOne = methods.length === 1;
  const panels = measures.map((measure) =>
    panelOf(measure, ofMeasure(measured, measure), ({ method, network }) => (isOfOne ? network : method)),
  );
  return {
    id,
    title,
    caption:
      `How good explanations are${isOfOne ? ` by ${methods.join()}` : ''}: means over images with 95% bootstrap intervals, a panel for each measure, a row for each ${isOfOne ? 'network' : 'method'}. ` +
      'Under each heading: which end of the axis is the better one. Where whiskers overlap, the order is not sure. ' +
      (networks.length > 1
        ? 'Deletion, insertion and pixel perturbation compare methods of one network, not two networks: each sees something else where pixels are missing. '
        : '') +
      `Axes of means that differ by more than a factor of ${WIDE} are logarithmic.`,
    alternative: measures.map((measure) => measureWords(measure, ofMeasure(measured, measure), networks)).join(' '),
    data: {
      columns: ['network', 'measure', 'method', 'mean', 'low', 'high', 'images'],
      records: measured.map(({ network, measure, method, mean, low, high, images }) => ({
        ...{ network, measure, method, mean, low, high, images },
      })),
    },
    ...(await dotPanels(panels, {
      ...{ columns: COLUMNS, width: WIDTH, rows: isOfOne ? networks : methods, series: networks, all },
    })),
  };
}

function ofMeasure(measured: readonly MeasuredDot[], measure: ExplanationMeasureName): MeasuredDot[] {
  return measured.filter((one) => one.measure === measure);
}

function panelOf(
  measure: ExplanationMeasureName,
  own: readonly MeasuredDot[],
  rowOf: (dot: MeasuredDot) => string,
): DotPanel {
  const { title, better } = measureDescriptions[measure];
  const least = Math.min(...own.map(({ low }) => low));
  const isWide = least > 0 && Math.max(...own.map(({ high }) => high)) > WIDE * least;
  return {
    heading: title,
    note: `${better} is better`,
    axis: isWide ? 'logarithmic' : 'number',
    dots: own.map((dot) => {
      const { network, method, mean, low, high, images } = dot;
      const words = `${network}: ${method} ${measureNumber(mean)} ${measureInterval({ low, high })}, ${images} images`;
      return { row: rowOf(dot), series: network, value: mean, low, high, words };
    }),
  };
}

/** The methods of a measure, the best first, network by network. */
function measureWords(
  measure: ExplanationMeasureName,
  own: readonly MeasuredDot[],
  networks: readonly string[],
): string {
  const { title, better } = measureDescriptions[measure];
  const ranked = own.toSorted((a, b) => (better === 'higher' ? b.mean - a.mean : a.mean - b.mean));
  const ofNetworks = networks.flatMap((name) => {
    const means = ranked.filter(({ network }) => network === name);
    if (means.length === 0) return [];
    return [`${name}: ${means.map(({ method, mean }) => `${method} ${measureNumber(mean)}`).join(', ')}`];
  });
  return `${title}, best first. ${ofNetworks.join('; ')}.`;
}
