import { at, float64At } from '@bcos-bench/vocabulary';

/** One observation of a regression. */
export interface Observation {
  readonly features: ArrayLike<number>;
  readonly target: number;
  /** How much it counts, above 0. */
  readonly weight: number;
}

/**
 * The coefficients of a linear model with intercept that make the least weighted square error plus `penalty` times their squares, as
 * scikit-learn's `Ridge`. The intercept is not penalised, and not returned.
 * @param observations at least one, all with as many features
 * @param penalty above 0, so that there is one solution
 */
export function ridgeRegression(observations: readonly Observation[], penalty: number): Float64Array {
  const count = at(observations, 0).features.length;
  const whole = observations.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (observation: Observation) => number): number =>
    observations.reduce((sum, observation) => sum + observation.weight * of(observation), 0) / whole;
  const means = Float64Array.from({ length: count }, (_, feature) => mean(({ features }) => at(features, feature)));
  const middle = mean(({ target }) => target);
  const products = Array.from({ length: count }, (_, row) => {
    const line = new Float64Array(count);
    line[row] = penalty;
    return line;
  });
  const right = new Float64Array(count);
  for (const { features, target, weight } of observations) {
    const centred = means.map((average, feature) => at(features, feature) - average);
    for (const [row, line] of products.entries()) {
      const scaled = weight * float64At(centred, row);
      for (let column = 0; column < count; column += 1) {
        line[column] = float64At(line, column) + scaled * float64At(centred, column);
      }
      right[row] = float64At(right, row) + scaled * (target - middle);
    }
  }
  return solved(products, right);
}

/** The solution of A x = b for a symmetric, positive definite A, by its Cholesky factor; both arguments are overwritten. */
function solved(a: readonly Float64Array[], b: Float64Array): Float64Array {
  for (const [column, line] of a.entries()) {
    for (let row = column; row < a.length; row += 1) {
      const other = at(a, row);
      let rest = float64At(other, column);
      for (let k = 0; k < column; k += 1) rest -= float64At(other, k) * float64At(line, k);
      other[column] = row === column ? Math.sqrt(rest) : rest / float64At(line, column);
    }
  }
  for (const [row, line] of a.entries()) {
    let rest = float64At(b, row);
    for (let k = 0; k < row; k += 1) rest -= float64At(line, k) * float64At(b, k);
    b[row] = rest / float64At(line, row);
  }
  for (let row = a.length - 1; row >= 0; row -= 1) {
    let rest = float64At(b, row);
    for (let k = row + 1; k < a.length; k += 1) rest -= float64At(at(a, k), row) * float64At(b, k);
    b[row] = rest / float64At(at(a, row), row);
  }
  return b;
}
