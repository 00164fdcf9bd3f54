import { float32At, float64At, pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import type { Attribute, AttributionChoices, AttributionMethod, LogitField } from '../attribution.js';
import { inEveryChannel } from '../channelSums.js';
import { hidden } from '../hidden.js';
import { trueGradient } from './trueGradient.js';

/**
 * Occlusion (Zeiler and Fergus 2014) as in Captum: by how much the logit falls where a square window of all channels is zeros; of each
 * pixel, the mean over the windows that hide it.
 */
export function occlude({ window, stride }: Pick<AttributionChoices, 'window' | 'stride'>): Attribute<LogitField> {
  return ({ inputs, shape, logit, logitAt }) => {
    const pixels = pixelsOf(shape);
    const fall = new Float64Array(inputs.length / shape[2]);
    const times = new Float64Array(pixels);
    for (const kept of windowMasks(shape, window, stride)) {
      const logits = logitAt(hidden(inputs, shape, () => kept));
      kept.forEach((share, pixel) => {
        if (share === 1) return;
        times[pixel] = float64At(times, pixel) + 1;
        for (let row = 0; row < logit.length; row += 1) {
          const place = row * pixels + pixel;
          fall[place] = float64At(fall, place) + float32At(logit, row) - float32At(logits, row);
        }
      });
    }
    const contribution = Float32Array.from(fall, (sum, place) => sum / float64At(times, place % pixels));
    return { weights: inEveryChannel(contribution, shape[2]), contribution };
  };
}

/** For each place of the window, what is kept of each pixel: 0 in the window and 1 outside. The last windows are cut at the edge. */
export function windowMasks([rows, columns]: TensorShape, window: number, stride: number): Float32Array[] {
  const places = (side: number): number[] =>
    Array.from({ length: 1 + Math.ceil(Math.max(0, side - window) / stride) }, (_, place) => place * stride);
  const within = (place: number, from: number): boolean => place >= from && place < from + window;
  return places(rows).flatMap((top) =>
    places(columns).map((left) =>
      new Float32Array(rows * columns).map((_, pixel) =>
        within(Math.floor(pixel / columns), top) && within(pixel % columns, left) ? 0 : 1,
      ),
    ),
  );
}

/** Occlusion by a window of 9 pixels, the better of those of the CoDA article, that moves by a third of itself. */
export const occlusion: AttributionMethod = {
  describe: 'fall of the logit where a window is zeros',
  mode: 'evaluate',
  backward: trueGradient,
  bcosOnly: false,
  settings: { window: 9, stride: 3 },
  random: false,
  create: (settings) => occlude(settings),
};
