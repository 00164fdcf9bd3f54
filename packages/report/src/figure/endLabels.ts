import { at } from '@bcos-bench/vocabulary';
import { spreadApart } from './spreadApart.js';

/** Least distance between two labels, and the way from a point to its label, in units of the figure. */
const [LINE, WAY] = [13, 14];
const FONT_SIZE = 11;

/** The last point of a series, where its name stands. */
interface SeriesEnd {
  readonly network: string;
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

/** Where a plot's numbers lie: its size in units of the figure, and what its axes go from and to. */
export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
}

/** The names of series at the right ends of their lines, as layers of a plot: no two over each other, each with a line to its end. */
export function endLabels(ends: readonly SeriesEnd[], frame: PlotFrame) {
  const [xUnit, yUnit] = [(frame.x[1] - frame.x[0]) / frame.width, (frame.y[1] - frame.y[0]) / frame.height];
  const heights = spreadApart(
    ends.map(({ y }) => (y - frame.y[0]) / yUnit),
    LINE,
    frame.height,
  );
  const right = Math.max(frame.x[1], ...ends.map(({ x }) => x));
  const values = ends.map((end, i) => ({
    ...end,
    endX: right + WAY * xUnit,
    endY: frame.y[0] + at(heights, i) * yUnit,
  }));
  const quantitative = { type: 'quantitative' } as const;
  const description = { field: 'words', type: 'nominal' } as const;
  return [
    {
      data: { values },
      mark: { type: 'rule', opacity: 0.45, strokeWidth: 0.75, aria: true, clip: false },
      encoding: {
        x: { field: 'x', ...quantitative },
        x2: { field: 'endX' },
        y: { field: 'y', ...quantitative },
        y2: { field: 'endY' },
        stroke: { value: 'currentColor' },
        description,
      },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'left', dx: 3, fontSize: FONT_SIZE, aria: true, clip: false },
      encoding: {
        x: { field: 'endX', ...quantitative },
        y: { field: 'endY', ...quantitative },
        text: { field: 'network', type: 'nominal' },
        fill: { value: 'currentColor' },
        description,
      },
    },
  ] as const;
}
