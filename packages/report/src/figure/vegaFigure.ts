import { parse, resetSVGDefIds, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { at } from '@bcos-bench/vocabulary';
import { Markup } from '../markup/markup.js';
import { FONT_FAMILY } from '../typeface.js';

type Config = NonNullable<TopLevelSpec['config']>;

/** Text and rules in the colour of the surrounding text, without a background. */
const CONFIG: Config = {
  // A figure is one image with one description: Vega's own would name each of its marks.
  aria: false,
  background: 'transparent',
  font: FONT_FAMILY,
  padding: 4,
  view: { stroke: null },
  title: { color: 'currentColor', fontSize: 12, fontWeight: 600, offset: 8 },
  axis: {
    labelColor: 'currentColor',
    labelFontSize: 11,
    titleColor: 'currentColor',
    titleFontSize: 12,
    titleFontWeight: 600,
    titlePadding: 8,
    domainColor: 'currentColor',
    domainOpacity: 0.4,
    tickColor: 'currentColor',
    tickOpacity: 0.4,
    gridColor: 'currentColor',
    gridOpacity: 0.12,
  },
  header: { labelColor: 'currentColor', labelFontSize: 12, labelFontWeight: 600 },
  legend: { labelColor: 'currentColor', labelFontSize: 12, labelLimit: 320, symbolSize: 260, symbolStrokeWidth: 2.5 },
};

/** A drawing as SVG without its root element. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: Markup;
}

/** Draws a Vega-Lite plot. */
export async function vegaFigure(spec: TopLevelSpec): Promise<Drawing> {
  resetSVGDefIds();
  const { spec: compiled } = compile({ ...spec, config: CONFIG });
  const view = new View(parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const parts = /^<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>(.*)<\/svg>$/s.exec(svg);
  if (parts === null) throw new Error('Vega has drawn an SVG whose root element is unlike those it drew before');
  const [width, height] = [Number(at(parts, 1)), Number(at(parts, 2))];
  return { width, height, body: new Markup(at(parts, 3)) };
}
