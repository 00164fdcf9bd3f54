import type { TopLevelSpec } from 'vega-lite';
import type { FigureSpec } from '@bcos-bench/pipeline';
import type { EpochMetrics } from '@bcos-bench/formats';
import type { NetworkResult } from '../results/networkResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
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
    caption: 'Accuracy by epoch: top-1 above, top-5 below; training images on the left, test images on the right.',
    alternative: `Four panels of accuracy by epoch. ${trained.map(lastEpoch).join(' ')}`,
    ...(await vegaFigure(plot(trained))),
  };
}

/** An imported network has no accuracy by epoch. */
function missingTraining({ node, model }: NetworkResult): string {
  return model === null ? node : `the accuracy by epoch of ${node}, which its files do not have`;
}

function lastEpoch({ title, epochs }: NetworkResult): string {
  const last = epochs.at(-1);
  if (last === undefined) return '';
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  return `${title} after ${last.epoch} epochs: top-1 ${percent(last.train_top1)} in training, ${percent(last.test_top1)} in evaluation.`;
}

function plot(networks: readonly NetworkResult[]): TopLevelSpec {
  const { stroke, strokeDash, fill } = networkStyle(networks.map(({ title }) => title));
  const epochs = Math.max(...networks.map((network) => network.epochs.length));
  const dots = { type: 'point', shape: 'circle', filled: true, size: 24, aria: true } as const;
  return {
    data: { values: networks.flatMap(measurements) },
    spacing: 24,
    vconcat: MEASURES.map((measure, row) => ({
      transform: [{ filter: { field: 'measure', equal: measure } }],
      facet: { column: { field: 'split', sort: SPLITS, header: { title: null, labels: row === 0 } } },
      spacing: 24,
      spec: {
        width: 380,
        height: 180,
        encoding: axes(measure, row === MEASURES.length - 1),
        layer: [
          { mark: { type: 'line', strokeWidth: 2, aria: true }, encoding: { stroke, strokeDash } },
          { mark: { ...dots, opacity: epochs <= EPOCHS_WITH_DOTS ? 1 : 0 }, encoding: { fill } },
        ],
      },
    })),
  };
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

function axes(measure: string, isLastRow: boolean) {
  return {
    x: {
      field: 'epoch',
      type: 'quantitative',
      scale: { nice: false, zero: false },
      axis: { tickMinStep: 1, format: 'd', title: isLastRow ? 'epoch' : null },
    },
    y: {
      field: 'accuracy',
      type: 'quantitative',
      scale: { zero: false },
      axis: { format: '~%', tickCount: 5, title: measure },
    },
    description: { field: 'words', type: 'nominal' },
  } as const;
}
