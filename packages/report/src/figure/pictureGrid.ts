import { markup, type Markup } from '../markup/markup.js';
import { colourBar, COLOUR_BAR_WIDTH } from './colourBar.js';
import { pngAddress, type Raster } from './raster.js';
import { shortened, wrapText } from './wrapText.js';

/** A picture in a grid. */
export interface GridPicture {
  readonly raster: Raster;
  /** Stands over it. */
  readonly title?: { readonly text: string; readonly isWrong: boolean };
}

/** A row of pictures with its name at the left. */
export interface GridRow {
  readonly name: string;
  readonly pictures: readonly GridPicture[];
  /** The limit of the row's diverging colours, for its colour bar; null where its colours are the picture's own. */
  readonly limit: number | null;
}

const PICTURE = 84;
const GAP = 8;
const TITLE = 18;
const NAMES = 148;
const NAME_CHARACTERS = 21;
const TITLE_CHARACTERS = 13;
const LINE = 15;
const ENLARGED = markup` image-rendering="optimizeSpeed"`;
const REDUCED = markup` class="reduced"`;
/** A dark vermilion, which those who see red and green alike can tell from black; the page has another for the dark. */
const WRONG = '#b84a00';

/** Rows of images, each in a square of its own: small ones enlarged without smoothing, large ones reduced with it. */
export function pictureGrid(rows: readonly GridRow[]): { width: number; height: number; body: Markup } {
  const columns = Math.max(0, ...rows.map(({ pictures }) => pictures.length));
  const hasBars = rows.some(({ limit }) => limit !== null);
  let top = 0;
  const body = rows.map((row) => {
    const titled = row.pictures.some(({ title }) => title !== undefined);
    const y = top + (titled ? TITLE : 0);
    top = y + PICTURE + GAP;
    return gridRow(row, y, NAMES + columns * (PICTURE + GAP));
  });
  const width = NAMES + columns * (PICTURE + GAP) + (hasBars ? COLOUR_BAR_WIDTH : 0);
  return { width, height: top, body: markup`${body}` };
}

function gridRow({ name, pictures, limit }: GridRow, y: number, barX: number): Markup {
  return markup`<g transform="translate(0,${y})">
${rowName(name)}
${pictures.map((picture, column) => gridPicture(picture, NAMES + column * (PICTURE + GAP)))}${
    limit === null ? null : colourBar(limit, barX, PICTURE)
  }</g>
`;
}

function rowName(name: string): Markup {
  const lines = wrapText(name, NAME_CHARACTERS);
  const first = PICTURE / 2 - ((lines.length - 1) * LINE) / 2 + 4;
  return markup`<text font-size="12" text-anchor="end">${lines.map(
    (line, i) => markup`<tspan x="${NAMES - 12}" y="${first + i * LINE}">${line}</tspan>`,
  )}</text>`;
}

function isEnlarged({ rows, columns }: Raster): boolean {
  return Math.max(rows, columns) <= PICTURE;
}

/** Browsers take the hint from the style, the rasteriser from the attribute. */
function gridPicture({ raster, title }: GridPicture, x: number): Markup {
  const image = markup`<image x="${x}" width="${PICTURE}" height="${PICTURE}"${isEnlarged(raster) ? ENLARGED : REDUCED} href="${pngAddress(raster)}"/>
<rect x="${x}" width="${PICTURE}" height="${PICTURE}" fill="none" stroke="currentColor" stroke-opacity="0.18" stroke-width="0.75"/>
`;
  return title === undefined ? image : markup`${pictureTitle(title, x + PICTURE / 2)}${image}`;
}

function pictureTitle({ text, isWrong }: NonNullable<GridPicture['title']>, x: number): Markup {
  const emphasis = isWrong ? markup` class="wrong" fill="${WRONG}" font-weight="600"` : null;
  return markup`<text x="${x}" y="-5" font-size="11" text-anchor="middle"${emphasis}><title>${text}</title>${shortened(text, TITLE_CHARACTERS)}</text>
`;
}
