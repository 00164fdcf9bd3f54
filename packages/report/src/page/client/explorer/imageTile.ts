import { element } from '../element.js';
import { drawTile, type Tile } from './tile.js';

/** An image of the explorer: its name, and where its pixels come from. */
export interface ImageTile {
  readonly name: string;
  /** What it shows, for who cannot see it. */
  readonly alternative: string;
  readonly pixels: Promise<Tile>;
}

/** An image with its name below; it appears once its pixels are there. */
export function imageTile({ name, alternative, pixels }: ImageTile): HTMLElement {
  const canvas = element('canvas', { role: 'img', 'aria-label': alternative, width: '32', height: '32' });
  void pixels.then((tile) => drawTile(canvas, tile));
  return element('figure', { class: 'tile' }, canvas, element('figcaption', {}, name));
}
