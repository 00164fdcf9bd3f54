/** A rectangle around a mark of a plot, in units of the plot. A point has no extent. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The index of the box that is nearest to (x, y), or null if all are further away than `reach`. */
export function nearestBox(boxes: readonly Box[], x: number, y: number, reach: number): number | null {
  let best: number | null = null;
  let least = reach;
  for (const [i, box] of boxes.entries()) {
    const distance = Math.hypot(outside(x, box.x, box.width), outside(y, box.y, box.height));
    if (distance > least || (distance === least && best !== null)) continue;
    [best, least] = [i, distance];
  }
  return best;
}

/** The distance of `at` from the interval of `length` that begins at `start`. */
function outside(at: number, start: number, length: number): number {
  return Math.max(start - at, 0, at - start - length);
}
