import type { TopLevelSpec } from 'vega-lite';
import type { Proportion } from '@bcos-bench/vocabulary';
import { describeShare, percentage, percentageDecimals } from '../percentage.js';
import { networkStyle } from './networkStyle.js';

const [WIDTH, HEIGHT] = [380, 240];
/** From nothing to all. */
const WHOLE = [0, 1];
const BAND_OPACITY = 0.16;

/** An accuracy of a network at one place of a panel's axis. */
export interface AccuracyPoint {
  /** The network's title. */
  readonly network: string;
  readonly x: number;
  /** The place of the point in words, such as `under ℓ∞ 8/255`. */
  readonly place: string;
  readonly accuracy: Proportion;
}

/** One plot of accuracies beside others. */
export interface AccuracyPanel {
  readonly heading: string;
  readonly axisTitle: string;
  readonly points: readonly AccuracyPoint[];
}

/** Accuracies as lines with dots over bands of their Wilson intervals, from 0 to 100%, panels side by side, one legend. */
export function accuracyPanels(panels: readonly AccuracyPanel[]): TopLevelSpec {
  const titles = [...new Set(panels.flatMap(({ points }) => points.map(({ network }) => network)))];
  return {
    spacing: 28,
    hconcat: panels.map((panel, i) => ({
      title: panel.heading,
      width: WIDTH,
      height: HEIGHT,
      data: { values: panel.points.map(row) },
      layer: [...layers(titles)],
      encoding: axes(panel.axisTitle, i === 0),
    })),
  };
}

/** `words` begin with the network's title, so that a page knows which marks belong to an entry of the legend. */
function row({ network, x, place, accuracy }: AccuracyPoint) {
  const { value, low, high } = accuracy;
  const percent = percentage(accuracy, percentageDecimals(accuracy.total));
  const words = `${network}: ${percent}% ${place} (${describeShare(accuracy)})`;
  return { network, x, value, low, high, words };
}

function layers(titles: readonly string[]) {
  const { stroke, strokeDash, fill } = networkStyle(titles);
  const y = { field: 'value', type: 'quantitative' } as const;
  const [low, high] = [{ field: 'low', type: 'quantitative' }, { field: 'high' }] as const;
  return [
    { mark: { type: 'area', opacity: BAND_OPACITY, aria: true }, encoding: { y: low, y2: high, fill } },
    { mark: { type: 'line', strokeWidth: 2, aria: true }, encoding: { y, stroke, strokeDash } },
    {
      mark: { type: 'point', shape: 'circle', size: 30, filled: true, opacity: 1, aria: true },
      encoding: { y, fill },
    },
  ] as const;
}

function axes(title: string, isFirst: boolean) {
  return {
    x: { field: 'x', type: 'quantitative', scale: { nice: false }, axis: { title, tickCount: 6 } },
    y: {
      type: 'quantitative',
      scale: { domain: WHOLE },
      axis: { format: '~%', tickCount: 5, title: isFirst ? 'accuracy' : null },
    },
    description: { field: 'words', type: 'nominal' },
  } as const;
}
