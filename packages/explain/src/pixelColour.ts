/** Red, green and blue, each in [0,1]. */
export type Colour = readonly [number, number, number];

/** How the dynamic linear map at one pixel is shown as a colour: its weights, one a channel, stand from place `from` on. */
export type PixelColour = (weights: Float32Array, from: number) => Colour;

/** Keeps a quotient of two zeros at zero (`bcos.common.gradient_to_image`). */
const FLOOR = 1e-12;

function largest(weights: Float32Array, from: number, count: number): number {
  let most = 0;
  for (let at = from; at < from + count; at += 1) most = Math.max(most, Math.abs(weights[at] ?? NaN));
  return most + FLOOR;
}

/**
 * The colour that the weights of red, green, blue and their inverses answer to: scaled to a largest weight of 1, negative
 * ones cut, and of each channel and its inverse the channel's share.
 */
const ofEncodedInput: PixelColour = (weights, from) => {
  const scale = largest(weights, from, 6);
  const share = (channel: number): number => {
    const weight = Math.max(0, (weights[from + channel] ?? NaN) / scale);
    const inverse = Math.max(0, (weights[from + channel + 3] ?? NaN) / scale);
    return weight / (weight + inverse + FLOOR);
  };
  return [share(0), share(1), share(2)];
};

/**
 * The direction in which the weights would move a pixel: scaled to a largest weight of 1, from black (every channel
 * less) over middle grey (no matter) to white (every channel more). Without inverses a channel has no other
 * to be a share of, and cutting its negative weights would show every pixel that should be darker as black.
 */
const ofPlainInput: PixelColour = (weights, from) => {
  const scale = largest(weights, from, 3);
  const moved = (channel: number): number => (1 + (weights[from + channel] ?? NaN) / scale) / 2;
  return [moved(0), moved(1), moved(2)];
};

/** The colour of a pixel by the number of channels of the network's input. */
export const pixelColours: ReadonlyMap<number, PixelColour> = new Map([
  [3, ofPlainInput],
  [6, ofEncodedInput],
]);
