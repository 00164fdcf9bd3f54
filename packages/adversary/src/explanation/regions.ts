import { mostImportantPixels, type Region } from '@bcos-bench/vocabulary';

/** Whether the pixel at (row, column), both as shares of the image in [0,1), is in a region. */
type Inside = (row: number, column: number) => boolean;

const isCentral = (share: number): boolean => share >= 0.25 && share < 0.75;

const places: Readonly<Record<Exclude<Region, 'most-important'>, Inside>> = {
  centre: (row, column) => isCentral(row) && isCentral(column),
  left: (_row, column) => column < 0.5,
  right: (_row, column) => column >= 0.5,
  upper: (row) => row < 0.5,
  lower: (row) => row >= 0.5,
};

/**
 * A region of an image as a mask: 1 in it, 0 elsewhere.
 * @param map the contribution map of the image, [rows,columns]
 * @param columns of the map
 */
export function regionMask(region: Region, map: Float32Array, columns: number): Float32Array {
  if (region === 'most-important') {
    const important = new Set(mostImportantPixels(map));
    return map.map((_, pixel) => (important.has(pixel) ? 1 : 0));
  }
  const rows = map.length / columns;
  const inside = places[region];
  return map.map((_, pixel) => (inside(Math.floor(pixel / columns) / rows, (pixel % columns) / columns) ? 1 : 0));
}
