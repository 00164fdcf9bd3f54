import type { ImageSheet } from './explorerData.js';

/** Rows and columns of every image. */
export const SIDE = 32;
const BYTES = SIDE * SIDE * 4;

/** The bytes of one image, red, green, blue and opacity a pixel. */
export type Tile = Uint8ClampedArray<ArrayBuffer>;

const sheets = new Map<ImageSheet, Promise<Tile>>();

/** Image `number` of a sheet. Every sheet is decoded once, when it is first asked for. */
export async function readTile(sheet: ImageSheet, number: number): Promise<Tile> {
  const decoded = sheets.get(sheet) ?? decode(sheet);
  sheets.set(sheet, decoded);
  return (await decoded).slice(number * BYTES, (number + 1) * BYTES);
}

async function decode(sheet: ImageSheet): Promise<Tile> {
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
export function drawTile(canvas: HTMLCanvasElement, tile: Tile): void {
  canvas.width = SIDE;
  canvas.height = SIDE;
  canvas.getContext('2d')?.putImageData(new ImageData(tile, SIDE, SIDE), 0, 0);
}
