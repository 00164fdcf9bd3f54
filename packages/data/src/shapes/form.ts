import { at } from '@bcos-bench/vocabulary/at';

/** A point of the plane, or a corner of a polygon: x to the right, y down. */
export type Point = readonly [x: number, y: number];

/**
 * A shape as its signed distance: how far a point is from the outline, below 0 within.
 * All forms fit a circle of radius 1 around the origin.
 */
export type Form = (x: number, y: number) => number;

/** All within `radius` of a point on the x axis. */
function disc(radius: number, centre = 0): Form {
  return (x, y) => Math.hypot(x - centre, y) - radius;
}

/** What is in `whole` and not in `bite`. */
function without(whole: Form, bite: Form): Form {
  return (x, y) => Math.max(whole(x, y), -bite(x, y));
}

/**
 * The inside of a polygon, whose corners go round once, by its edges' distances and the crossings of a ray (Quilez,
 * "Distance to a polygon", https://iquilezles.org/articles/distfunctions2d).
 */
export function polygon(corners: readonly Point[]): Form {
  const edges = corners.map((from, i) => ({ from, to: at(corners, (i + 1) % corners.length) }));
  return (x, y) => {
    let nearest = Infinity;
    let inside = false;
    for (const { from, to } of edges) {
      nearest = Math.min(nearest, squaredDistance(x, y, from, to));
      if (from[1] > y !== to[1] > y && x < from[0] + ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1])) {
        inside = !inside;
      }
    }
    return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
  };
}

/** From a point to the segment between two corners. */
function squaredDistance(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const along = ((x - from[0]) * dx + (y - from[1]) * dy) / (dx * dx + dy * dy);
  const t = Math.min(1, Math.max(0, along));
  return (x - from[0] - t * dx) ** 2 + (y - from[1] - t * dy) ** 2;
}

/** A polygon whose corners lie at equal angles, the first at the top, at the radii given in turn. */
function spokes(count: number, ...radii: readonly number[]): Form {
  const corners = Array.from({ length: count }, (_, i): Point => {
    const angle = (2 * Math.PI * i) / count;
    const radius = at(radii, i % radii.length);
    return [radius * Math.sin(angle), -radius * Math.cos(angle)];
  });
  return polygon(corners);
}

/** A polygon given by its right half, from top to bottom: the left half is its mirror image. */
function mirrored(...right: readonly Point[]): Form {
  const left = right.toReversed().map(([x, y]): Point => [-x, y]);
  return polygon([...right, ...left]);
}

/** The forms by class name, in the order of the labels. Mirrored, each is still itself. */
export const forms: ReadonlyMap<string, Form> = new Map([
  ['circle', disc(0.75)],
  ['ring', without(disc(0.9), disc(0.5))],
  ['crescent', without(disc(0.95), disc(0.75, 0.5))],
  ['triangle', spokes(3, 1)],
  ['square', mirrored([0.65, -0.65], [0.65, 0.65])],
  ['star', spokes(10, 1, 0.42)],
  ['cross', mirrored([0.28, -0.9], [0.28, -0.28], [0.9, -0.28], [0.9, 0.28], [0.28, 0.28], [0.28, 0.9])],
  ['bar', mirrored([0.95, -0.3], [0.95, 0.3])],
  ['hourglass', mirrored([0.65, -0.75], [0.1, 0], [0.65, 0.75])],
  ['tee', mirrored([0.8, -0.6], [0.8, -0.1], [0.26, -0.1], [0.26, 0.9])],
]);
