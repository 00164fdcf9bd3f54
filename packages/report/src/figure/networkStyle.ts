import { seriesStyle, type SeriesStyle } from './seriesStyle.js';

/** Entries of a legend side by side, at most. */
export const LEGEND_COLUMNS = 3;

/** All channels of a network share one legend, so Vega-Lite must be given the same for each. */
const LEGEND = {
  title: null,
  orient: 'top',
  columns: LEGEND_COLUMNS,
  symbolOpacity: 1,
  symbolSize: 90,
  symbolStrokeWidth: 1.5,
} as const;

/**
 * The style of the marks of networks, in a plot whose data have a column `network` with titles: colour, dashes and marker, and one
 * legend for all. `stroke` and `strokeDash` are for lines and rules, `fill` and `shape` for bands and markers.
 * @param titles the networks of the plot, in its order
 * @param all the networks of the pipeline: a network looks alike in each of its figures
 */
export function networkStyle(titles: readonly string[], all: readonly string[]) {
  const styles = titles.map((title) => styleOf(title, all));
  const domain = [...titles];
  const colours = styles.map(({ colour }) => colour);
  const field = { field: 'network', type: 'nominal', legend: LEGEND } as const;
  return {
    stroke: { ...field, scale: { domain, range: colours } },
    strokeDash: { ...field, scale: { domain, range: styles.map(({ dash }) => [...dash]) } },
    fill: { ...field, scale: { domain, range: colours } },
    shape: { ...field, scale: { domain, range: styles.map(({ shape }) => shape) } },
  };
}

/** The style of one network of all those of the pipeline. */
export function styleOf(title: string, all: readonly string[]): SeriesStyle {
  return seriesStyle(Math.max(0, all.indexOf(title)));
}
