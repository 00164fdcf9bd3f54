import { divergingColour } from '../scale/divergingScale.js';
import { markup, type Markup } from '../markup/markup.js';

/** The room that a colour bar and its numbers take. */
export const COLOUR_BAR_WIDTH = 76;

const BAR = 12;
const BANDS = 42;

/** An upright colour bar from -limit (bottom) to limit (top), `height` units high, at (x, 0). */
export function colourBar(limit: number, x: number, height: number): Markup {
  const band = height / BANDS;
  const bands = Array.from({ length: BANDS }, (_, i) => {
    const colour = divergingColour(1 - (2 * (i + 0.5)) / BANDS).map((value) => Math.round(255 * value));
    return markup`<rect y="${i * band}" width="${BAR}" height="${band}" fill="rgb(${colour.join()})"/>`;
  });
  return markup`<g class="colour-bar" transform="translate(${x + 4},0)"><g class="diverging" shape-rendering="crispEdges">${bands}</g>
<rect width="${BAR}" height="${height}" fill="none" stroke="currentColor" stroke-opacity="0.5" stroke-width="0.75"/>
${tick(limit, 8)}${tick(0, height / 2 + 3.5)}${tick(-limit, height - 1)}</g>
`;
}

function tick(value: number, y: number): Markup {
  return markup`<text x="${BAR + 5}" y="${y}" font-size="10">${tickLabel(value)}</text>`;
}

/** Three significant digits, a proper minus, and powers of ten only where the plain number would be long. */
export function tickLabel(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 0.001 && size < 10_000 ? String(Number(size.toPrecision(3))) : size.toExponential(1);
  return (value < 0 ? '−' : '') + text.replace('e-', 'e−').replace('e+', 'e');
}
