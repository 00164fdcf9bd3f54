import { encode } from 'fast-png';
import { at } from '@bcos-bench/vocabulary';
import { bytesOf, type Raster } from '../figure/raster.js';
import type { ImageSheet } from '../page/client/explorer/explorerData.js';

/**
 * Images of one size, all with opacity or all without, one below the other, in one PNG of 8 bits per channel, as a `data:` address. Values are
 * clipped to [0,1].
 */
export function imageSheet(rasters: readonly Raster[]): ImageSheet {
  const { columns } = at(rasters, 0);
  const rows = rasters.reduce((sum, raster) => sum + raster.rows, 0);
  const parts = rasters.map(bytesOf);
  const { channels } = at(parts, 0);
  const bytes = parts.map((part) => part.data);
  const data = new Uint8ClampedArray(bytes.reduce((length, image) => length + image.length, 0));
  let next = 0;
  for (const image of bytes) {
    data.set(image, next);
    next += image.length;
  }
  const png = encode({ width: columns, height: rows, channels, depth: 8, data }, { zlib: { level: 6 } });
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
