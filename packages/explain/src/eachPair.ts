/**
 * Visits the numbers of two maps that stand in the same place, in order.
 * @param a any numbers
 * @param b as many numbers
 * @throws RangeError where they are not as many
 */
export function eachPair(a: ArrayLike<number>, b: ArrayLike<number>, visit: (x: number, y: number) => void): void {
  if (a.length !== b.length) throw new RangeError(`a map of ${a.length} numbers is compared with one of ${b.length}`);
  for (let place = 0; place < a.length; place += 1) {
    // Checked here and not by `at`: there is a pair for each pixel.
    const [x, y] = [a[place], b[place]];
    if (x === undefined || y === undefined) throw new RangeError(`there is no pair ${place} of ${a.length}`);
    visit(x, y);
  }
}
