import type { ImageSheet } from './explorerData.js';

/** The bytes of one image, red, green, blue and opacity per pixel, row by row. */
export interface Tile extends TileSize {
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
}

/** Rows and columns of an image. */
export interface TileSize {
  readonly rows: number;
  readonly columns: number;
}

const sheets = new Map<ImageSheet, Promise<Tile['bytes']>>();

/** Image `number` of a sheet. Every sheet is decoded once, when it is first asked for. */
export async function readTile(sheet: ImageSheet, { rows, columns }: TileSize, number: number): Promise<Tile> {
  const decoded = sheets.get(sheet) ?? decode(sheet);
  sheets.set(sheet, decoded);
  const size = rows * columns * 4;
  return { rows, columns, bytes: (await decoded).slice(number * size, (number + 1) * size) };
}

async function decode(sheet: ImageSheet): Promise<Tile['bytes']> {
  const image = new Image();
  image.src = sheet;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser has no canvas');
  context.drawImage(image, 0, 0);
  return new Uint8ClampedArray(context.getImageData(0, 0, canvas.width, canvas.height).data);
}

/** Draws an image; the page enlarges it without smoothing. */
export function drawTile(canvas: HTMLCanvasElement, { rows, columns, bytes }: Tile): void {
  canvas.width = columns;
  canvas.height = rows;
  canvas.getContext('2d')?.putImageData(new ImageData(bytes, columns, rows), 0, 0);
}

/** The attributes of a canvas for an image that is not loaded yet. */
export function sizeOf({ rows, columns }: TileSize): { readonly width: string; readonly height: string } {
  return { width: String(columns), height: String(rows) };
}
