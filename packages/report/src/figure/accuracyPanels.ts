import type { TopLevelSpec } from 'vega-lite';
import { at, last, type Proportion } from '@bcos-bench/vocabulary';
import { describeShare, percentage, percentageDecimals } from '../percentage.js';
import { endLabels, type PlotFrame } from './endLabels.js';
import { networkStyle } from './networkStyle.js';

const [WIDTH, HEIGHT, GAP] = [260, 220, 24];
/** The size of one plot. */
export const PANEL = { width: WIDTH, height: HEIGHT } as const;
/** From nothing to all. */
const WHOLE = [0, 1] as const;
/** How far the markers of two networks at one place stand apart, and the room left and right of them, in units of the figure. */
const [ASIDE, EDGE] = [7, 12];

/** One plot of several side by side. */
export type Plot = Extract<TopLevelSpec, { readonly hconcat: unknown }>['hconcat'][number];

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

/**
 * Accuracies as markers with their Wilson intervals as whiskers, from 0 to 100%, panels side by side, one legend. No line joins them: between two
 * of them nothing was measured.
 * @param all the titles of the pipeline's networks
 */
export function accuracyPanels(
  panels: readonly AccuracyPanel[],
  all: readonly string[],
): TopLevelSpec & { readonly hconcat: readonly Plot[] } {
  const titles = [...new Set(panels.flatMap(({ points }) => points.map(({ network }) => network)))];
  const style = networkStyle(titles, all);
  return {
    spacing: GAP,
    hconcat: panels.map((panel, i) => {
      const rows = panelRows(panel);
      const frame = frameOf(rows);
      return {
        title: panel.heading,
        ...PANEL,
        layer: [...markers(rows, style), ...endLabels(endsOf(rows), frame)],
        encoding: axes(panel, frame, i === 0),
      };
    }),
  };
}

/** What is drawn of a point: `words` begin with the network's title, so that a page knows which marks belong to an entry of the legend. */
interface Row {
  readonly network: string;
  /** Beside the point's own place, so that networks do not cover each other. */
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly words: string;
}

function panelRows({ points }: AccuracyPanel): Row[] {
  const networks = [...new Set(points.map(({ network }) => network))];
  const places = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b);
  const unit = (Math.max(...places) - Math.min(...places)) / WIDTH;
  const nearest = Math.min(...places.slice(1).map((place, i) => place - at(places, i)));
  const step = Math.min(ASIDE * unit, (0.8 * nearest) / networks.length);
  return points.map(({ network, x, place, accuracy }) => {
    const { value, low, high } = accuracy;
    const aside = networks.indexOf(network) - (networks.length - 1) / 2;
    const percent = percentage(accuracy, percentageDecimals(accuracy.total));
    const words = `${network}: ${percent}% ${place} (${describeShare(accuracy)})`;
    return { network, x: places.length > 1 ? x + aside * step : x, value, low, high, words };
  });
}

function frameOf(rows: readonly Row[]): PlotFrame {
  const all = rows.map(({ x }) => x);
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const edge = from === to ? 1 : ((to - from) * EDGE) / WIDTH;
  return { width: WIDTH, height: HEIGHT, x: [from - edge, to + edge], y: WHOLE };
}

function endsOf(rows: readonly Row[]) {
  const networks = [...new Set(rows.map(({ network }) => network))];
  return networks.map((network) => {
    const { x, value: y, words } = last(rows.filter((row) => row.network === network));
    return { network, x, y, words };
  });
}

function markers(rows: readonly Row[], { stroke, fill, shape }: ReturnType<typeof networkStyle>) {
  const y = { field: 'value', type: 'quantitative' } as const;
  const [low, high] = [{ field: 'low', type: 'quantitative' }, { field: 'high' }] as const;
  const data = { values: [...rows] };
  const x = { field: 'x', type: 'quantitative' } as const;
  const description = { field: 'words', type: 'nominal' } as const;
  return [
    {
      data,
      mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.75, aria: true },
      encoding: { x, y: low, y2: high, stroke, description },
    },
    {
      data,
      mark: { type: 'point', size: 55, filled: true, opacity: 1, aria: true },
      encoding: { x, y, fill, shape, description },
    },
  ] as const;
}

function axes({ axisTitle: title }: AccuracyPanel, frame: PlotFrame, isFirst: boolean) {
  const [domain, whole] = [[...frame.x], [...WHOLE]];
  return {
    x: {
      type: 'quantitative',
      scale: { domain, nice: false },
      axis: { title, tickCount: 6 },
    },
    y: {
      type: 'quantitative',
      scale: { domain: whole },
      axis: { format: '~%', tickCount: 5, title: isFirst ? 'accuracy' : null },
    },
  } as const;
}
