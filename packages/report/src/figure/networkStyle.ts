import { lineStyle } from './lineStyle.js';

const LEGEND = { title: null, orient: 'top', columns: 3, symbolType: 'stroke', symbolOpacity: 1 } as const;

/**
 * The style of the marks of a network, in a plot whose data have a column `network` with titles: a colour, dashes if there are
 * more networks than colours, and one legend for both. `stroke` and `strokeDash` are for lines, `fill` for bands and dots.
 */
export function networkStyle(titles: readonly string[]) {
  const styles = titles.map((_, i) => lineStyle(i));
  const domain = [...titles];
  const colours = styles.map(({ colour }) => colour);
  const field = { field: 'network', type: 'nominal' } as const;
  return {
    stroke: { ...field, legend: LEGEND, scale: { domain, range: colours } },
    strokeDash: { ...field, legend: LEGEND, scale: { domain, range: styles.map(({ dash }) => [...dash]) } },
    fill: { ...field, legend: LEGEND, scale: { domain, range: colours } },
  };
}
