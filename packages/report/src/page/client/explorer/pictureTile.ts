import { element } from '../element.js';
import { drawTile, type Tile } from './tile.js';

/** A picture of the explorer: its name, and where its pixels come from. */
export interface PictureTile {
  readonly name: string;
  /** What it shows, for who cannot see it. */
  readonly alternative: string;
  readonly pixels: Promise<Tile>;
}

/** A picture with its name below; it appears once its pixels are there. */
export function pictureTile({ name, alternative, pixels }: PictureTile): HTMLElement {
  const canvas = element('canvas', { role: 'img', 'aria-label': alternative, width: '32', height: '32' });
  void pixels.then((tile) => drawTile(canvas, tile));
  return element('figure', { class: 'tile' }, canvas, element('figcaption', {}, name));
}
