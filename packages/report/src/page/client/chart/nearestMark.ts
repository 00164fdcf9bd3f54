/** A rectangle around a mark of a plot; a point of the plot is one without extent. In units of the plot. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The number of the box that is nearest to (x, y), or null where all are further than `reach`. */
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

/** How far `at` is from the stretch of `length` that begins at `start`. */
function outside(at: number, start: number, length: number): number {
  return Math.max(start - at, 0, at - start - length);
}
