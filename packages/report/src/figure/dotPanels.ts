import { at, last } from '@bcos-bench/vocabulary';
import { markup } from '../markup/markup.js';
import { wrapText } from '../wrapText.js';
import type { Plot } from './accuracyPanels.js';
import { LEGEND_COLUMNS, networkStyle } from './networkStyle.js';
import { vegaFigure, type Drawing } from './vegaFigure.js';

/** The height of a dot with its space, and the space between two rows, in units of the figure. */
const [DOT, BETWEEN] = [8, 9];
/** Characters of a heading's line in a unit of a panel's width. */
const CHARACTERS = 1 / 6.5;
/** Space between panels: beside one, for the axis and a heading of one line below one, and for each further line. */
const [ASIDE, BELOW, LINE] = [20, 62, 14];
/** A character as wide as Vega takes it for, and as it is at most in the mean of a name, in sizes of its font. */
const [TAKEN, WIDE] = [0.8, 0.56];
/** The sizes of the fonts of axes and legend. */
const [OF_AXIS, OF_LEGEND] = [11, 12];
/** The room left of names with that between them and the axis, right of the last axis, and of an entry of the legend beside its name. */
const [EDGE, END, SYMBOL] = [12, 18, 32];

/** A value with its interval. */
interface Dot {
  /** The row that it stands in. */
  readonly row: string;
  /** What looks alike in every panel, such as a network. */
  readonly series: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** It in words, which begin with the series, so that a page knows which marks belong to an entry of the legend. */
  readonly words: string;
}

/** One plot of several in a grid. */
export interface DotPanel {
  readonly heading: string;
  /** What stands under the heading. */
  readonly note: string;
  readonly dots: readonly Dot[];
  readonly axis: DotAxis;
}

/** How the numbers of a panel lie: shares from 0 to 1, any numbers, or numbers above 0 that differ much. */
type DotAxis = 'share' | 'number' | 'logarithmic';

/** How the panels lie: the columns of the grid, the width of a panel in units of the figure, and rows and series in their order. */
export interface DotGrid {
  readonly columns: number;
  readonly width: number;
  readonly rows: readonly string[];
  readonly series: readonly string[];
  /** All series of the pipeline: each looks alike in every figure. */
  readonly all: readonly string[];
}

/**
 * Dots with their intervals as whiskers, a row for each name, below each other in a row where there are several series. The names of rows
 * stand at the first column alone, so that the figure fits a narrow screen.
 */
export async function dotPanels(panels: readonly DotPanel[], grid: DotGrid): Promise<Drawing> {
  const { columns, width } = grid;
  const headings = panels.map(({ heading }) => wrapText(heading, width * CHARACTERS));
  const lines = Math.max(...headings.map(({ length }) => length));
  const drawing = await vegaFigure({
    columns,
    bounds: 'flush',
    spacing: { row: BELOW + LINE * lines, column: ASIDE },
    concat: panels.map((panel, place) => plot(panel, at(headings, place), grid, place % columns === 0)),
  });
  return withoutRoomBeside(drawing, grid);
}

/** Vega leaves room for names and headings that are as long as it takes them for: this is without it. */
function withoutRoomBeside({ height, body }: Drawing, { columns, width, rows, series }: DotGrid): Drawing {
  const names = OF_AXIS * longest(rows);
  const left = Math.floor((TAKEN - WIDE) * names);
  const plots = columns * width + (columns - 1) * ASIDE + END;
  return {
    width: Math.ceil(WIDE * names + EDGE + Math.max(plots, legendWidth(series))),
    height,
    body: markup`<g transform="translate(${-left},0)">${body}</g>`,
  };
}

/** Columns of the legend are as wide as Vega takes their names for; the last one ends with its longest name. */
function legendWidth(series: readonly string[]): number {
  const columns = series
    .slice(0, LEGEND_COLUMNS)
    .map((_, column) => OF_LEGEND * longest(series.filter((_name, i) => i % LEGEND_COLUMNS === column)));
  const before = columns.slice(0, -1).reduce((sum, name) => sum + SYMBOL + TAKEN * name, 0);
  return before + SYMBOL + WIDE * last(columns);
}

function longest(names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => length));
}

function plot(panel: DotPanel, text: string[], { width, rows, series, all }: DotGrid, isFirst: boolean): Plot {
  const { stroke, fill, shape } = networkStyle(series, all);
  const x = { field: 'value', type: 'quantitative' as const, ...axisOf(panel.axis) };
  const marks = { aria: true, opacity: 1 } as const;
  return {
    title: {
      text,
      subtitle: panel.note,
      subtitleColor: 'currentColor',
      subtitleFontSize: 10,
      anchor: 'start',
      frame: 'group',
    },
    width,
    height: rows.length * (series.length * DOT + BETWEEN),
    data: {
      values: panel.dots.map(({ series: network, ...dot }) => ({ ...dot, network })),
    },
    encoding: {
      y: {
        field: 'row',
        type: 'nominal',
        scale: { domain: [...rows], paddingInner: 0.3, paddingOuter: 0.15 },
        axis: { title: null, labels: isFirst, ticks: false, labelPadding: 6, grid: true, labelLimit: 400 },
      },
      yOffset: { field: 'network', type: 'nominal', scale: { domain: [...series] } },
      description: { field: 'words', type: 'nominal' },
    },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 1.75, ...marks },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, stroke },
      },
      { mark: { type: 'point', filled: true, size: 40, ...marks }, encoding: { x, fill, shape } },
    ],
  };
}

function axisOf(axis: DotAxis) {
  if (axis === 'share') return { scale: { domain: [0, 1] }, axis: { title: null, tickCount: 3, format: '~%' } };
  const scale = axis === 'logarithmic' ? { type: 'log' as const } : { zero: false, nice: true };
  return { scale, axis: { title: null, tickCount: 4, format: '~g' } };
}
