import type { TopLevelSpec } from 'vega-lite';
import { attackNode, variantOf, type AttackCell, type FigureSpec } from '@bcos-bench/pipeline';
import { last, parseEpsilon, type Epsilon } from '@bcos-bench/vocabulary';
import { describeShare, percentage, percentageDecimals } from '../percentage.js';
import { accuracyAtRadius, radiiOfSteps } from '../radii/accuracyAtRadius.js';
import { describeAttack, methodName } from '../results/describeAttack.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { networkOf, titlesOf, type PipelineResults } from '../results/pipelineResults.js';
import { attackSeries, type MeasuredAttack } from './attackSeries.js';
import type { AbsentFigure, Figure } from './figure.js';
import { endLabels } from './endLabels.js';
import type { TableRecords } from '../table/tableRecords.js';
import { networkStyle } from './networkStyle.js';
import { axisTitle, lengthText, onAxis } from '../radii/radiusAxis.js';
import { vegaFigure } from './vegaFigure.js';

type RadiusCurveSpec = Extract<FigureSpec, { kind: 'radius-curve' }>;

const [WIDTH, HEIGHT] = [560, 280];
const BAND_OPACITY = 0.16;

/** A network's images by the radius at which the first attacked image of each is misclassified. */
interface Curve {
  readonly network: string;
  readonly smallestRadii: readonly number[];
}

/** Accuracy at every radius up to that of an attack which finds the smallest of each image, one line per network. */
export async function radiusCurve(spec: RadiusCurveSpec, results: PipelineResults): Promise<Figure | AbsentFigure> {
  const { id, title, networks, attack, beside } = spec;
  const nodes = networks.map((network) => ({ network, node: attackNode(network, attack) }));
  const curves = nodes.flatMap(({ network, node }): Curve[] => {
    const radii = results.attacks.get(node)?.outcome?.smallestRadii ?? null;
    return radii === null ? [] : [{ network: networkOf(results, network).title, smallestRadii: radii }];
  });
  if (curves.length === 0) return { id, title, missing: nodes.map(({ node }) => node) };
  const dots = besideDots(spec, results);
  const among =
    beside === undefined || dots.length === 0
      ? ''
      : ` Markers: ${methodName(beside)} of ${beside.steps} steps, an attack of its own at each radius; one below its line shows where the curve is too high.`;
  return {
    id,
    title,
    caption:
      `Where a network loses its images: accuracy at every radius, from one attack per network that finds the smallest radius of each image: ${describeAttack(attack)}. ` +
      `A line falls where an image is broken; the further to the right, the more robust. Bands are Wilson 95% intervals.${among}`,
    alternative: `Accuracy by ${NORM_SYMBOL[attack.norm]} radius. ${curves.map((curve) => curveWords(curve, attack)).join(' ')}`,
    data: records(curves, dots, attack),
    ...(await vegaFigure(plot(curves, dots, attack, titlesOf(results)))),
  };
}

/** The attacks of the grids that are dots: those in the same norm and threat, up to the end of the curve. */
function besideDots({ networks, attack, beside }: RadiusCurveSpec, results: PipelineResults): MeasuredAttack[] {
  if (beside === undefined) return [];
  const { measured } = attackSeries(results, { ...variantOf(beside), threat: attack.threat, networks });
  const largest = parseEpsilon(attack.eps);
  return measured.filter(
    ({ norm, steps, radius }) => norm === attack.norm && steps === beside.steps && radius <= largest,
  );
}

function curveWords({ network, smallestRadii }: Curve, { norm, eps }: AttackCell): string {
  const [natural, left] = [0, parseEpsilon(eps)].map((radius) => accuracyAtRadius(smallestRadii, radius));
  const decimals = percentageDecimals(smallestRadii.length);
  const percent = (share: typeof natural): string => percentage(share ?? null, decimals);
  return `${network} from ${percent(natural)}% to ${percent(left)}% at ${NORM_SYMBOL[norm]} ${eps}.`;
}

function plot(
  curves: readonly Curve[],
  dots: readonly MeasuredAttack[],
  { norm, eps }: AttackCell,
  all: readonly string[],
): TopLevelSpec {
  const largest = parseEpsilon(eps);
  const style = networkStyle(
    curves.map(({ network }) => network),
    all,
  );
  const { stroke, strokeDash, fill, shape } = style;
  const domain = [0, onAxis(norm, largest)] as const;
  const ends = curves.map((curve) => {
    const { network, x, value: y, words } = last(curvePoints(curve, norm, largest));
    return { network, x, y, words };
  });
  const y = { field: 'value', type: 'quantitative' } as const;
  const [low, high] = [{ field: 'low', type: 'quantitative' }, { field: 'high' }] as const;
  const steps = { values: curves.flatMap((curve) => curvePoints(curve, norm, largest)) };
  return {
    width: WIDTH,
    height: HEIGHT,
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        scale: { domain: [...domain], nice: false },
        axis: { title: axisTitle(norm, 'radius'), tickCount: 8 },
      },
      y: { type: 'quantitative', scale: { domain: [0, 1] }, axis: { format: '~%', tickCount: 5, title: 'accuracy' } },
      description: { field: 'words', type: 'nominal' },
    },
    layer: [
      {
        data: steps,
        mark: { type: 'area', interpolate: 'step-after', opacity: BAND_OPACITY, aria: true },
        encoding: { y: low, y2: high, fill },
      },
      {
        data: steps,
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2, aria: true },
        encoding: { y, stroke, strokeDash },
      },
      {
        data: { values: dots.map(dot) },
        mark: { type: 'point', size: 55, filled: true, opacity: 1, aria: true },
        encoding: { y, fill, shape },
      },
      ...endLabels(ends, { width: WIDTH, height: HEIGHT, x: domain, y: [0, 1] }),
    ],
  };
}

function curvePoints({ network, smallestRadii }: Curve, norm: AttackCell['norm'], largest: Epsilon) {
  return radiiOfSteps(smallestRadii, largest).map((radius) => {
    const share = accuracyAtRadius(smallestRadii, radius);
    const percent = percentage(share, percentageDecimals(share.total));
    const words = `${network}: ${percent}% at ${NORM_SYMBOL[norm]} ${lengthText(norm, onAxis(norm, radius))}`;
    return { network, x: onAxis(norm, radius), value: share.value, low: share.low, high: share.high, words };
  });
}

const COLUMNS = ['network', 'radius', 'accuracy', 'low', 'high', 'from'] as const;

/** The curves, a record for each of their steps, and the attacks beside them; radii in units of the axis. */
function records(curves: readonly Curve[], dots: readonly MeasuredAttack[], { norm, eps }: AttackCell): TableRecords {
  const largest = parseEpsilon(eps);
  return {
    columns: COLUMNS,
    records: [
      ...curves.flatMap((curve) =>
        curvePoints(curve, norm, largest).map(({ network, x, value, low, high }) => ({
          ...{ network, radius: x, accuracy: value, low, high, from: 'curve' },
        })),
      ),
      ...dots.map(({ title, radius, robust: { value, low, high } }) => ({
        ...{ network: title, radius: onAxis(norm, radius), accuracy: value, low, high, from: 'attack' },
      })),
    ],
  };
}

function dot({ title, norm, radius, eps, robust }: MeasuredAttack) {
  const percent = percentage(robust, percentageDecimals(robust.total));
  const words = `${title}: ${percent}% under ${NORM_SYMBOL[norm]} ${eps} (${describeShare(robust)})`;
  return { network: title, x: onAxis(norm, radius), value: robust.value, words };
}
