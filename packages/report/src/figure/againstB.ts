import type { FigureSpec } from '@bcos-bench/pipeline';
import { at, measureDescriptions, type ExplanationMeasureName } from '@bcos-bench/vocabulary';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { measureNumber } from '../table/measureNumber.js';
import { shareNumbers } from '../table/tableRecords.js';
import { accuracyPanels, type AccuracyPanel } from './accuracyPanels.js';
import { accuracyWords } from './accuracyWords.js';
import { attackSeries, type MeasuredAttack } from './attackSeries.js';
import type { AbsentFigure, Figure } from './figure.js';
import { measurePanel, type MeasurePoint } from './measurePanel.js';
import { vegaFigure } from './vegaFigure.js';

type AgainstBSpec = Extract<FigureSpec, { kind: 'against-b' }>;

/** A measure of explanations, and what it gave for networks of some b. */
interface Measured {
  readonly measure: ExplanationMeasureName;
  readonly points: readonly MeasurePoint[];
}

/** Accuracy without and under attacks by the exponent b, a marker for each radius; then a panel for each measure of explanations. */
export async function againstB(spec: AgainstBSpec, results: PipelineResults): Promise<Figure | AbsentFigure> {
  const { id, title } = spec;
  const { measured, missing } = attackSeries(results, spec);
  const attacks = measured.filter(({ norm, steps }) => norm === spec.norm && steps === spec.steps);
  const panel = accuracyPanel(attacks, spec, results);
  if (panel.points.length === 0) return { id, title, missing };
  const series = [...new Set(panel.points.map(({ network }) => network))];
  const measures = spec.measures.map((measure) => ({ measure, points: measurePoints(measure, spec, results) }));
  const accuracies = accuracyPanels([panel], series);
  return {
    id,
    title,
    caption:
      `What the exponent b changes: networks that differ in b (and the seed of their training, where two have the same b) and in nothing else. Accuracy under attacks of ${spec.steps} ` +
      `steps, ${spec.threat} threat, with Wilson 95% intervals${measures.length === 0 ? '' : `; beside it, how good the explanations by ${spec.method} are, with bootstrap intervals over images`}.`,
    alternative: `By the exponent b. ${accuracyWords([panel])} ${measures.map(measureWords).join(' ')}`,
    data: records(panel, measures),
    ...(await vegaFigure({
      ...accuracies,
      hconcat: [
        ...accuracies.hconcat,
        ...measures.flatMap(({ measure, points }) => (points.length === 0 ? [] : [measurePanel(measure, points)])),
      ],
    })),
  };
}

function accuracyPanel(
  attacks: readonly MeasuredAttack[],
  { norm, networks }: AgainstBSpec,
  results: PipelineResults,
): AccuracyPanel {
  const byB = networks
    .flatMap((network) => {
      const [own, b] = [attacks.filter((attack) => attack.network === network), exponentOf(network, results)];
      return b === null ? [] : [{ own, b }];
    })
    .sort((one, other) => one.b - other.b);
  const radii = [...new Map(attacks.map((attack) => [attack.radius, attack.eps]))].sort(
    ([one], [other]) => one - other,
  );
  const points = (
    network: string,
    accuracyOf: (own: readonly MeasuredAttack[]) => MeasuredAttack['robust'] | undefined,
  ) =>
    byB.flatMap(({ own, b }) => {
      const accuracy = accuracyOf(own);
      return accuracy === undefined ? [] : [{ network, x: b, place: `of ${at(own, 0).title}, b = ${b}`, accuracy }];
    });
  return {
    heading: `Accuracy, ${NORM_SYMBOL[norm]} attacks`,
    axisTitle: 'exponent b',
    points: [
      ...points('no attack', ([first]) => first?.natural),
      ...radii.flatMap(([radius, eps]) =>
        points(`${NORM_SYMBOL[norm]} ${eps}`, (own) => own.find((attack) => attack.radius === radius)?.robust),
      ),
    ],
  };
}

/** Null where the network's node has not run. */
function exponentOf(network: string, results: PipelineResults): number | null {
  return networkOf(results, network).model?.architecture.b ?? null;
}

function measurePoints(
  measure: ExplanationMeasureName,
  { networks, method }: AgainstBSpec,
  results: PipelineResults,
): MeasurePoint[] {
  return networks
    .flatMap((network) => {
      const b = exponentOf(network, results);
      const own = results.measures
        .filter((result) => result.network === network)
        .flatMap(({ summary }) => summary?.measured ?? [])
        .find((one) => one.measure === measure && one.method === method);
      if (b === null || own === undefined) return [];
      const { mean, low, high, images } = own;
      return [{ network: networkOf(results, network).title, b, mean, low, high, images }];
    })
    .sort((one, other) => one.b - other.b);
}

function measureWords({ measure, points }: Measured): string {
  const means = points.map(({ b, mean }) => `${measureNumber(mean)} at b = ${b}`);
  return `${measureDescriptions[measure].title}: ${means.join(', ')}.`;
}

const COLUMNS = ['measured', 'network', 'b', 'value', 'low', 'high', 'images'] as const;

function records({ points }: AccuracyPanel, measures: readonly Measured[]): Figure['data'] {
  return {
    columns: COLUMNS,
    records: [
      ...points.map(({ network, x, place, accuracy }) => {
        const { accuracy: value, low, high, total } = shareNumbers(accuracy);
        return { measured: `accuracy, ${network}`, network: place, b: x, value, low, high, images: total };
      }),
      ...measures.flatMap(({ measure, points: own }) =>
        own.map(({ network, b, mean, low, high, images }) => ({
          ...{ measured: measure, network, b, value: mean, low, high, images },
        })),
      ),
    ],
  };
}
