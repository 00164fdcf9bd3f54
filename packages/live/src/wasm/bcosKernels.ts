import { at, float32At } from '@bcos-bench/vocabulary';
import { wasmKernel } from './wasmKernel.js';

/** Added to |cos| before it is raised to a power other than 1, as in `models` (`ops/bcosScale.ts`). */
const COSINE_FLOOR = 1e-6;

/** |cos|^(b-1). */
function factorAt(cosine: number, b: number): number {
  return b === 2 ? cosine : (cosine + COSINE_FLOOR) ** (b - 1);
}

/** Its slope with respect to |cos|, times |cos|. */
function slopeAt(cosine: number, b: number): number {
  return b === 2 ? cosine : (b - 1) * (cosine + COSINE_FLOOR) ** (b - 2) * cosine;
}

/** `bcosScale` of `models` in one pass: what stands between the convolutions of a B-cos network would be two dozen ops otherwise. */
const scale = wasmKernel('BcosScale', ({ input, attribute, make, numbers }) => {
  const lin = input('lin');
  const scaled = make(lin.shape);
  scaleInto(numbers(scaled), numbers(lin), numbers(input('s')), attribute('b'));
  return [scaled];
});

// No list is taken apart in these loops: that costs more than what they compute.
function scaleInto(out: Float32Array, lin: Float32Array, squares: Float32Array, b: number): void {
  const channels = lin.length / squares.length;
  let place = 0;
  for (const square of squares) {
    const inverse = 1 / Math.sqrt(square);
    for (let channel = 0; channel < channels; channel += 1) {
      const value = float32At(lin, place);
      out[place] = factorAt(Math.abs(value) * inverse, b) * value;
      place += 1;
    }
  }
}

/** `bcosScaleGradient` of `models` in one pass. */
const scaleGradient = wasmKernel('BcosScaleGrad', ({ input, attribute, make, numbers }) => {
  const lin = input('lin');
  const squares = input('s');
  const [dLin, dSquares] = [make(lin.shape), make(squares.shape)];
  gradientInto(
    { dLin: numbers(dLin), dSquares: numbers(dSquares) },
    numbers(lin),
    numbers(squares),
    numbers(input('g')),
    attribute('b'),
  );
  return [dLin, dSquares];
});

function gradientInto(
  { dLin, dSquares }: Readonly<Record<'dLin' | 'dSquares', Float32Array>>,
  lin: Float32Array,
  squares: Float32Array,
  dy: Float32Array,
  b: number,
): void {
  const channels = lin.length / squares.length;
  let place = 0;
  for (let pixel = 0; pixel < squares.length; pixel += 1) {
    const square = float32At(squares, pixel);
    const inverse = 1 / Math.sqrt(square);
    let lost = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      const value = float32At(lin, place);
      const gradient = float32At(dy, place);
      const cosine = Math.abs(value) * inverse;
      const slope = slopeAt(cosine, b);
      dLin[place] = gradient * (factorAt(cosine, b) + slope);
      lost += gradient * value * slope;
      place += 1;
    }
    dSquares[pixel] = (-0.5 * lost) / square;
  }
}

/** The largest of every `units` consecutive channels. */
const maxOut = wasmKernel('MaxOut', ({ input, attribute, make, numbers }) => {
  const [lin, units] = [input('lin'), attribute('units')];
  const largest = make([...lin.shape.slice(0, 3), at(lin.shape, 3) / units]);
  const [values, out] = [numbers(lin), numbers(largest)];
  for (let place = 0; place < out.length; place += 1) out[place] = float32At(values, winner(values, place, units));
  return [largest];
});

/** Its gradient: all of it goes to the first of the largest. */
const maxOutGradient = wasmKernel('MaxOutGrad', ({ input, attribute, make, numbers }) => {
  const [lin, dy, units] = [input('lin'), input('g'), attribute('units')];
  const dLin = make(lin.shape);
  const [values, gradient, out] = [numbers(lin), numbers(dy), numbers(dLin)];
  out.fill(0);
  for (let place = 0; place < gradient.length; place += 1) {
    out[winner(values, place, units)] = float32At(gradient, place);
  }
  return [dLin];
});

function winner(values: Float32Array, output: number, units: number): number {
  let first = output * units;
  for (let place = first + 1; place < (output + 1) * units; place += 1) {
    if (float32At(values, place) > float32At(values, first)) first = place;
  }
  return first;
}

export const bcosKernels = [scale, scaleGradient, maxOut, maxOutGradient];
