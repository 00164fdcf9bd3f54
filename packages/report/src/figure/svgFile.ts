import { markup, Markup, shownText } from '../markup/markup.js';
import { FONT_FAMILY, fontFaces } from '../typeface.js';
import type { Figure } from './figure.js';

/** Space around a figure in a file of its own. */
const MARGIN = 16;
const INK = '#1c2128';

/** A figure as an SVG file: white ground, fonts within, no part of it elsewhere. */
export async function svgFile(figure: Figure): Promise<string> {
  const { width, height, title, body } = figure;
  const faces = new Markup(await fontFaces(shownText(body)));
  const box = markup`${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`;
  // The rasteriser reads no @supports, and would take a value that it does not know for "smooth".
  const style = markup`<style>${faces}
@supports (image-rendering:pixelated){image{image-rendering:pixelated}}</style>`;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${width + 2 * MARGIN}" height="${height + 2 * MARGIN}" color="${INK}" fill="${INK}" font-family="${FONT_FAMILY}, sans-serif" role="img">
<title>${title}</title>
<desc>${figure.alternative}</desc>
${style}
<rect x="${-MARGIN}" y="${-MARGIN}" width="100%" height="100%" fill="#fff"/>
${body}
</svg>
`.source;
}
