import { element } from '../element.js';
import { drawTile, sizeOf, type Tile, type TileSize } from './tile.js';

/** A picture of the explorer: its name, and where its pixels come from. */
export interface PictureTile {
  readonly size: TileSize;
  readonly name: string;
  /** What it shows, for who cannot see it. */
  readonly alternative: string;
  readonly pixels: Promise<Tile>;
}

/** A picture with its name below; it appears once its pixels are there. */
export function pictureTile({ size, name, alternative, pixels }: PictureTile): HTMLElement {
  const canvas = element('canvas', { role: 'img', 'aria-label': alternative, ...sizeOf(size) });
  void pixels.then((tile) => drawTile(canvas, tile));
  return element('figure', { class: 'tile' }, canvas, element('figcaption', {}, name));
}
