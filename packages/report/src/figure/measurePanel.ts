import { measureDescriptions, type ExplanationMeasureName } from '@bcos-bench/vocabulary';
import { measureInterval, measureNumber } from '../table/measureNumber.js';
import { PANEL, type Plot } from './accuracyPanels.js';

/** How good the explanations of a network are by one measure, with the interval of the mean over images. */
export interface MeasurePoint {
  /** The network's title. */
  readonly network: string;
  /** Its exponent. */
  readonly b: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly images: number;
}

/** Means of a measure by the exponent b, with their intervals as whiskers: a plot to stand beside one of accuracies. */
export function measurePanel(measure: ExplanationMeasureName, points: readonly MeasurePoint[]): Plot {
  const { title, better } = measureDescriptions[measure];
  const values = points.map(({ network, b, mean, low, high, images }) => ({
    ...{ b, mean, low, high },
    words: `${network}, b = ${b}: ${measureNumber(mean)} ${measureInterval({ low, high })}, ${images} images`,
  }));
  const quantitative = { type: 'quantitative' } as const;
  const x = {
    field: 'b',
    ...quantitative,
    scale: { zero: false, padding: 12 },
    axis: { title: 'exponent b', tickCount: 6 },
  } as const;
  const y = { ...quantitative, scale: { zero: false, nice: true }, axis: { title: null, tickCount: 5 } } as const;
  const description = { field: 'words', type: 'nominal' } as const;
  return {
    title: { text: title, subtitle: `${better} is better`, subtitleColor: 'currentColor' },
    ...PANEL,
    data: { values },
    layer: [
      {
        mark: { type: 'rule', color: 'currentColor', strokeWidth: 1.5, opacity: 0.75, aria: true },
        encoding: { x, y: { field: 'low', ...y }, y2: { field: 'high' }, description },
      },
      {
        mark: { type: 'point', color: 'currentColor', size: 55, filled: true, opacity: 1, aria: true },
        encoding: { x, y: { field: 'mean', ...y }, description },
      },
    ],
  };
}
