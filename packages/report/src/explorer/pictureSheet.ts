import { encode } from 'fast-png';
import type { Raster } from '../figure/raster.js';
import type { PictureSheet } from '../page/client/explorer/explorerData.js';

/** Images of one size one below the other as one PNG of 8 bits a channel, as a `data:` address; what lies outside [0,1] is cut. */
export function pictureSheet(rasters: readonly Raster[]): PictureSheet {
  const columns = rasters[0]?.columns ?? 0;
  const rows = rasters.reduce((sum, raster) => sum + raster.rows, 0);
  const bytes = rasters.map(({ rgb }) => Uint8ClampedArray.from(rgb, (value) => Math.round(255 * value)));
  const data = new Uint8ClampedArray(bytes.reduce((length, picture) => length + picture.length, 0));
  let at = 0;
  for (const picture of bytes) {
    data.set(picture, at);
    at += picture.length;
  }
  const png = encode({ width: columns, height: rows, channels: 3, depth: 8, data }, { zlib: { level: 6 } });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
