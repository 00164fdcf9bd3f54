import { element } from '../element.js';
import { drawTile, sizeOf, type Tile, type TileSize } from './tile.js';

/** An image of the explorer: its name, and the source of its pixels. */
export interface ImageTile {
  readonly size: TileSize;
  readonly name: string;
  /** What it shows, as alternative text. */
  readonly alternative: string;
  readonly pixels: Promise<Tile>;
  /** Whether white stands for nothing: such an image is turned in the dark. */
  readonly isDiverging?: boolean;
}

/** An image with its name below; it appears when its pixels are loaded. */
export function imageTile({ size, name, alternative, pixels, isDiverging = false }: ImageTile): HTMLElement {
  const canvas = element('canvas', {
    ...{ role: 'img', 'aria-label': alternative, ...sizeOf(size) },
    ...(isDiverging ? { class: 'diverging' } : {}),
  });
  void pixels.then((tile) => drawTile(canvas, tile));
  return element('figure', { class: 'tile' }, canvas, element('figcaption', {}, name));
}
