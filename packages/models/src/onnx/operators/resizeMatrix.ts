import { at } from '@bcos-bench/vocabulary';
import { refuse } from '../values/nodeFault.js';

/** How pixels are found between pixels. */
export interface ResizeRule {
  readonly mode: string;
  readonly coordinates: string;
  readonly nearest: string;
  readonly cubic: number;
  readonly excludeOutside: boolean;
}

/** A side before and after. */
export interface SideChange {
  readonly from: number;
  readonly to: number;
  readonly scale: number;
}

type Coordinate = (place: number, change: SideChange) => number;

/** Where a new pixel lies among the old ones, by `coordinate_transformation_mode`. */
const coordinates: ReadonlyMap<string, Coordinate> = new Map<string, Coordinate>([
  ['half_pixel', (i, { scale }) => (i + 0.5) / scale - 0.5],
  ['pytorch_half_pixel', (i, { scale, to }) => (to > 1 ? (i + 0.5) / scale - 0.5 : 0)],
  ['asymmetric', (i, { scale }) => i / scale],
  ['align_corners', (i, { from, to }) => (to > 1 ? (i * (from - 1)) / (to - 1) : 0)],
  [
    'half_pixel_symmetric',
    (i, { from, to, scale }) => {
      const adjustment = to / (scale * from);
      return (from / 2) * (1 - adjustment) + (i + 0.5) / scale - 0.5;
    },
  ],
]);

/** Which of two pixels is the nearest, by `nearest_mode`. */
const nearestModes: ReadonlyMap<string, (x: number) => number> = new Map([
  ['round_prefer_floor', (x: number): number => Math.ceil(x - 0.5)],
  ['round_prefer_ceil', (x: number): number => Math.floor(x + 0.5)],
  ['floor', Math.floor],
  ['ceil', Math.ceil],
]);

type Weight = (distance: number) => number;

/** How much a pixel counts by its distance. */
const linear: Weight = (distance) => Math.max(0, 1 - Math.abs(distance));

const cubicOf =
  (a: number): Weight =>
  (distance) => {
    const x = Math.abs(distance);
    if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
    return x < 2 ? a * (((x - 5) * x + 8) * x - 4) : 0;
  };

/**
 * How much of each of `from` old pixels each of `to` new ones has: [from, to], row-major.
 * @throws NodeFault for a mode that is not read
 */
export function resizeMatrix(change: SideChange, rule: ResizeRule): Float32Array {
  const { from, to } = change;
  const matrix = new Float32Array(from * to);
  const coordinate = coordinates.get(rule.coordinates) ?? refuse(`has the coordinates '${rule.coordinates}'`);
  for (let i = 0; i < to; i += 1) {
    const x = coordinate(i, change);
    for (const [pixel, weight] of weightsAt(x, from, rule)) {
      const inside = Math.min(from - 1, Math.max(0, pixel));
      const place = inside * to + i;
      matrix[place] = at(matrix, place) + weight;
    }
  }
  return matrix;
}

/** The pixels next to a place, and how much each counts. */
function weightsAt(x: number, from: number, rule: ResizeRule): [number, number][] {
  if (rule.mode === 'nearest') {
    const round = nearestModes.get(rule.nearest) ?? refuse(`takes the nearest by '${rule.nearest}'`);
    return [[round(x), 1]];
  }
  if (rule.mode !== 'linear' && rule.mode !== 'cubic') refuse(`has the mode '${rule.mode}'`);
  const [weight, reach] = rule.mode === 'linear' ? ([linear, 1] as const) : ([cubicOf(rule.cubic), 2] as const);
  const first = Math.floor(x - reach) + 1;
  const last = Math.ceil(x + reach) - 1;
  const pixels = Array.from({ length: Math.max(1, last - first + 1) }, (_, i) => first + i);
  const isInside = (pixel: number): boolean => pixel >= 0 && pixel < from;
  const counted = pixels
    .filter((pixel) => !rule.excludeOutside || isInside(pixel))
    .map((pixel): [number, number] => [pixel, weight(pixel - x)]);
  const total = counted.reduce((sum, [, of]) => sum + of, 0);
  return rule.excludeOutside && total !== 0 ? counted.map(([pixel, of]) => [pixel, of / total]) : counted;
}
