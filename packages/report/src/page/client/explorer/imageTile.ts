import { element } from '../element.js';
import { drawTile, sizeOf, type Tile, type TileSize } from './tile.js';

/** An image of the explorer: its name, and where its pixels come from. */
export interface ImageTile {
  readonly size: TileSize;
  readonly name: string;
  /** What it shows, for who cannot see it. */
  readonly alternative: string;
  readonly pixels: Promise<Tile>;
}

/** An image with its name below; it appears once its pixels are there. */
export function imageTile({ size, name, alternative, pixels }: ImageTile): HTMLElement {
  const canvas = element('canvas', { role: 'img', 'aria-label': alternative, ...sizeOf(size) });
  void pixels.then((tile) => drawTile(canvas, tile));
  return element('figure', { class: 'tile' }, canvas, element('figcaption', {}, name));
}
