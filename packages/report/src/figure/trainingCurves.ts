import type { TopLevelSpec } from 'vega-lite';
import type { FigureSpec } from '@bcos-bench/pipeline';
import type { EpochMetrics } from '@bcos-bench/formats';
import type { NetworkResult } from '../results/networkResult.js';
import { networkOf, titlesOf, type PipelineResults } from '../results/pipelineResults.js';
import { endLabels, type PlotFrame } from './endLabels.js';
import type { AbsentFigure, Figure } from './figure.js';
import { networkStyle } from './networkStyle.js';
import { vegaFigure } from './vegaFigure.js';

type TrainingCurvesSpec = Extract<FigureSpec, { kind: 'training-curves' }>;

/** The four panels: what is measured over which split, and the column of the metrics that holds it. */
const PANELS = [
  { measure: 'top-1', split: 'training', column: 'train_top1' },
  { measure: 'top-1', split: 'evaluation', column: 'test_top1' },
  { measure: 'top-5', split: 'training', column: 'train_top5' },
  { measure: 'top-5', split: 'evaluation', column: 'test_top5' },
] as const satisfies readonly { measure: string; split: string; column: keyof EpochMetrics }[];
const SPLITS = ['training', 'evaluation'];
const MEASURES = ['top-1', 'top-5'];
const [WIDTH, HEIGHT, GAP] = [270, 160, 20];
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Up to this number of epochs, each has a visible dot; a single epoch would be invisible without it. */
const EPOCHS_WITH_DOTS = 20;

/** Figure 1: top-1 and top-5 accuracy by epoch, in training and in evaluation, in two by two panels, one line per network. */
export async function trainingCurves(
  { id, title, networks }: TrainingCurvesSpec,
  results: PipelineResults,
): Promise<Figure | AbsentFigure> {
  const wanted = networks.map((network) => networkOf(results, network));
  const trained = wanted.filter(({ epochs }) => epochs.length > 0);
  if (trained.length === 0) return { id, title, missing: wanted.map(missingTraining) };
  return {
    id,
    title,
    caption: `Accuracy by epoch: top-1 above, top-5 below; training images on the left, test images on the right. ${whatToSee(trained)}`,
    alternative: `Four panels of accuracy by epoch. ${trained.map(lastEpoch).join(' ')}`,
    data: { columns: ['network', 'epoch', 'measure', 'split', 'accuracy'], records: trained.flatMap(records) },
    ...(await vegaFigure(plot(trained, titlesOf(results)))),
  };
}

/** An imported network has no accuracy by epoch. */
function missingTraining({ node, model }: NetworkResult): string {
  return model === null ? node : `the accuracy by epoch of ${node}, which its files do not have`;
}

/** What the last epoch shows, and why training may be below evaluation. */
function whatToSee(networks: readonly NetworkResult[]): string {
  const below = networks.filter(({ epochs }) => {
    const last = epochs.at(-1);
    return last !== undefined && last.train_top1 < last.test_top1;
  });
  if (below.length === 0)
    return 'A line that still rises at the right end is of a network that would gain from more epochs.';
  return `${list.format(below.map((network) => `${network.title} (${harder(network)})`))}: training is below evaluation, because the images of the training are harder than those of the test.`;
}

/** What makes the images of a training harder than those of the test, by its own parameters. */
function harder({ model }: NetworkResult): string {
  const { adversarial, augmentation } = model?.provenance.parameters ?? {};
  const given = (value: unknown): value is string => typeof value === 'string' && value !== 'none' && value !== '';
  if (given(adversarial)) return `trained on attacked images, ${adversarial}`;
  if (given(augmentation)) return `trained on changed images, ${augmentation}`;
  return 'measured during the epoch, while the network still learned';
}

function lastEpoch({ title, epochs }: NetworkResult): string {
  const last = epochs.at(-1);
  if (last === undefined) return '';
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  return `${title} after ${last.epoch} epochs: top-1 ${percent(last.train_top1)} in training, ${percent(last.test_top1)} in evaluation.`;
}

function plot(networks: readonly NetworkResult[], all: readonly string[]): TopLevelSpec {
  const titles = networks.map(({ title }) => title);
  const style = networkStyle(titles, all);
  const rows = networks.flatMap(measurements);
  return {
    spacing: GAP,
    vconcat: MEASURES.map((measure, row) => {
      const own = rows.filter((one) => one.measure === measure);
      const frame = frameOf(own);
      return {
        spacing: GAP,
        hconcat: SPLITS.map((split, column) => ({
          ...(row === 0 ? { title: split } : {}),
          width: WIDTH,
          height: HEIGHT,
          encoding: axes(measure, frame, row === MEASURES.length - 1, column === 0),
          layer: [
            ...layers(
              own.filter((one) => one.split === split),
              style,
              frame,
            ),
          ],
        })),
      };
    }),
  };
}

/** Both panels of a measure have the same axes, in full tenths of accuracy. */
function frameOf(rows: readonly Measurement[]): PlotFrame {
  const [epochs, accuracies] = [rows.map(({ epoch }) => epoch), rows.map(({ accuracy }) => accuracy)];
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const [low, high] = [Math.floor(10 * Math.min(...accuracies)) / 10, Math.ceil(10 * Math.max(...accuracies)) / 10];
  return {
    ...{ width: WIDTH, height: HEIGHT },
    x: first === last ? [first - 1, last + 1] : [first, last],
    y: low === high ? [Math.max(0, low - 0.1), Math.min(1, high + 0.1)] : [low, high],
  };
}

function layers(
  rows: readonly Measurement[],
  { stroke, strokeDash, fill, shape }: ReturnType<typeof networkStyle>,
  frame: PlotFrame,
) {
  const data = { values: [...rows] };
  const x = { field: 'epoch', type: 'quantitative' } as const;
  const y = { field: 'accuracy', type: 'quantitative' } as const;
  const description = { field: 'words', type: 'nominal' } as const;
  const withDots = frame.x[1] - frame.x[0] < EPOCHS_WITH_DOTS;
  const dots = { type: 'point', filled: true, size: 34, aria: true, opacity: withDots ? 1 : 0 } as const;
  const ends = [...new Map(rows.map((row) => [row.network, row])).values()];
  return [
    { data, mark: { type: 'line', strokeWidth: 2, aria: true }, encoding: { x, y, stroke, strokeDash, description } },
    { data, mark: dots, encoding: { x, y, fill, shape, description } },
    ...endLabels(
      ends.map(({ network, epoch, accuracy, words }) => ({ network, x: epoch, y: accuracy, words })),
      frame,
    ),
  ] as const;
}

/** One row of the plot's data: what was measured of a network after an epoch. */
interface Measurement {
  readonly network: string;
  readonly epoch: number;
  readonly measure: string;
  readonly split: string;
  readonly accuracy: number;
  /** All of it in words, which begin with the network's title: a page knows by it what belongs to an entry of the legend. */
  readonly words: string;
}

function records(network: NetworkResult) {
  return measurements(network).map(({ network: title, epoch, measure, split, accuracy }) => ({
    ...{ network: title, epoch, measure, split, accuracy },
  }));
}

function measurements({ title, epochs }: NetworkResult): Measurement[] {
  return epochs.flatMap((row) =>
    PANELS.map(({ measure, split, column }) => ({
      network: title,
      epoch: row.epoch,
      measure,
      split,
      accuracy: row[column],
      words: `${title}: epoch ${row.epoch}, ${measure} ${(100 * row[column]).toFixed(1)}% in ${split}`,
    })),
  );
}

function axes(title: string, { x, y }: PlotFrame, isLastRow: boolean, isFirst: boolean) {
  const [epochs, shares] = [[...x], [...y]];
  return {
    x: {
      type: 'quantitative',
      scale: { domain: epochs, nice: false },
      axis: { tickMinStep: 1, format: 'd', title: isLastRow ? 'epoch' : null },
    },
    y: {
      type: 'quantitative',
      scale: { domain: shares, nice: false },
      axis: { format: '~%', tickCount: 5, title: isFirst ? title : null },
    },
  } as const;
}
