import { markup, type Markup } from '../markup/markup.js';
import { colourBar, COLOUR_BAR_WIDTH } from './colourBar.js';
import { pngAddress, type Raster } from './raster.js';
import { shortened, wrapText } from '../wrapText.js';

/** An image in a grid. */
export interface GridImage {
  readonly raster: Raster;
  /** Stands over it. */
  readonly title?: { readonly text: string; readonly isWrong: boolean };
}

/** A row of images with its name at the left. */
export interface GridRow {
  readonly name: string;
  readonly images: readonly GridImage[];
  /** The limit of the row's diverging colours, for its colour bar; null where its colours are the image's own. */
  readonly limit: number | null;
}

const IMAGE = 84;
const GAP = 8;
const TITLE = 18;
const NAMES = 148;
const NAME_CHARACTERS = 21;
const TITLE_CHARACTERS = 13;
const LINE = 15;
const ENLARGED = markup` image-rendering="optimizeSpeed"`;
/** A dark vermilion, which those who see red and green alike can tell from black; the page has another for the dark. */
const WRONG = '#b84a00';

/** Rows of images, each in a square of its own: small ones enlarged without smoothing, large ones reduced with it. */
export function imageGrid(rows: readonly GridRow[]): { width: number; height: number; body: Markup } {
  const columns = Math.max(0, ...rows.map(({ images }) => images.length));
  const hasBars = rows.some(({ limit }) => limit !== null);
  let top = 0;
  const body = rows.map((row) => {
    const titled = row.images.some(({ title }) => title !== undefined);
    const y = top + (titled ? TITLE : 0);
    top = y + IMAGE + GAP;
    return gridRow(row, y, NAMES + columns * (IMAGE + GAP));
  });
  const width = NAMES + columns * (IMAGE + GAP) + (hasBars ? COLOUR_BAR_WIDTH : 0);
  return { width, height: top, body: markup`${body}` };
}

function gridRow({ name, images, limit }: GridRow, y: number, barX: number): Markup {
  return markup`<g transform="translate(0,${y})">
${rowName(name)}
${images.map((image, column) => gridImage(image, NAMES + column * (IMAGE + GAP), limit !== null))}${
    limit === null ? null : colourBar(limit, barX, IMAGE)
  }</g>
`;
}

function rowName(name: string): Markup {
  const lines = wrapText(name, NAME_CHARACTERS);
  const first = IMAGE / 2 - ((lines.length - 1) * LINE) / 2 + 4;
  return markup`<text font-size="12" text-anchor="end">${lines.map(
    (line, i) => markup`<tspan x="${NAMES - 12}" y="${first + i * LINE}">${line}</tspan>`,
  )}</text>`;
}

/** How an image is scaled, and whether the page turns it for the dark: on a diverging scale, white stands for nothing. */
function drawing({ rows, columns }: Raster, isDiverging: boolean): Markup {
  const reduced = Math.max(rows, columns) > IMAGE;
  const classes = [...(reduced ? ['reduced'] : []), ...(isDiverging ? ['diverging'] : [])].join(' ');
  return markup`${reduced ? null : ENLARGED}${classes === '' ? null : markup` class="${classes}"`}`;
}

/** Browsers take the hint from the style, the rasteriser from the attribute. */
function gridImage({ raster, title }: GridImage, x: number, isDiverging: boolean): Markup {
  const image = markup`<image x="${x}" width="${IMAGE}" height="${IMAGE}"${drawing(raster, isDiverging)} href="${pngAddress(raster)}"/>
<rect x="${x}" width="${IMAGE}" height="${IMAGE}" fill="none" stroke="currentColor" stroke-opacity="0.18" stroke-width="0.75"/>
`;
  return title === undefined ? image : markup`${imageTitle(title, x + IMAGE / 2)}${image}`;
}

function imageTitle({ text, isWrong }: NonNullable<GridImage['title']>, x: number): Markup {
  const emphasis = isWrong ? markup` class="wrong" fill="${WRONG}" font-weight="600"` : null;
  return markup`<text x="${x}" y="-5" font-size="11" text-anchor="middle"${emphasis}><title>${text}</title>${shortened(text, TITLE_CHARACTERS)}</text>
`;
}
