/** A point of a quadrature and what its value counts. */
export interface QuadraturePoint {
  /** In (0,1). */
  readonly at: number;
  readonly weight: number;
}

/** More steps than Newton's method ever takes from the usual first guess. */
const MOST_ITERATIONS = 100;

/**
 * The rule of Gauss and Legendre on [0,1]: the sum of weight f(at) over `count` points is the integral of f, exactly so for
 * polynomials of a degree below twice `count`. NumPy's `leggauss` gives the same on [-1,1].
 * @param count whole, at least 1
 * @returns the points from the smallest; their weights sum to 1
 */
export function gaussLegendre(count: number): QuadraturePoint[] {
  return Array.from({ length: count }, (_, place) => {
    // From the right end, so that the smallest point comes first.
    const root = rootNear(Math.cos((Math.PI * (count - place - 0.25)) / (count + 0.5)), count);
    const { slope } = legendre(count, root);
    return { at: (1 + root) / 2, weight: 1 / ((1 - root * root) * slope * slope) };
  });
}

/** The root of the Legendre polynomial of degree `count` next to a guess, by Newton's method. */
function rootNear(guess: number, count: number): number {
  let root = guess;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration += 1) {
    const { value, slope } = legendre(count, root);
    const step = value / slope;
    root -= step;
    if (Math.abs(step) <= Number.EPSILON) break;
  }
  return root;
}

/** Value and slope of the Legendre polynomial of a degree of at least 1 at x in (-1,1), by Bonnet's recurrence. */
function legendre(degree: number, x: number): { value: number; slope: number } {
  let [before, value] = [1, x];
  for (let n = 2; n <= degree; n += 1) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  return { value, slope: (degree * (before - x * value)) / (1 - x * x) };
}
