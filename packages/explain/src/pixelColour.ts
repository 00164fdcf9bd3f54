import type { ImageChannels } from '@bcos-bench/vocabulary';
import { float32At } from '@bcos-bench/vocabulary';

/** Red, green and blue, each in [0,1]. */
export type Colour = readonly [number, number, number];

/** How the dynamic linear map at one pixel is shown as a colour: its weights, one a channel, stand from place `from` on. */
export type PixelColour = (weights: Float32Array, from: number) => Colour;

/** Keeps a quotient of two zeros at zero (`bcos.common.gradient_to_image`). */
const FLOOR = 1e-12;

function largest(weights: Float32Array, from: number, count: number): number {
  let most = 0;
  for (let place = from; place < from + count; place += 1) most = Math.max(most, Math.abs(float32At(weights, place)));
  return most + FLOOR;
}

/**
 * The colour that the weights of an image's channels and their inverses answer to: scaled to a largest weight of 1, negative
 * ones cut, and of each channel and its inverse the channel's share.
 */
function ofEncodedInput(channels: ImageChannels): PixelColour {
  return (weights, from) => {
    const scale = largest(weights, from, 2 * channels);
    return colourOf(channels, (channel) => {
      const weight = Math.max(0, float32At(weights, from + channel) / scale);
      const inverse = Math.max(0, float32At(weights, from + channel + channels) / scale);
      return weight / (weight + inverse + FLOOR);
    });
  };
}

/**
 * The direction in which the weights would move a pixel: scaled to a largest weight of 1, from black (every channel
 * less) over middle grey (no matter) to white (every channel more). Without inverses a channel has no other
 * to be a share of, and cutting its negative weights would show every pixel that should be darker as black.
 */
function ofPlainInput(channels: ImageChannels): PixelColour {
  return (weights, from) => {
    const scale = largest(weights, from, channels);
    return colourOf(channels, (channel) => (1 + float32At(weights, from + channel) / scale) / 2);
  };
}

/** Red, green and blue of a pixel; those of a grey one are the same. */
function colourOf(channels: ImageChannels, share: (channel: number) => number): Colour {
  if (channels === 3) return [share(0), share(1), share(2)];
  const grey = share(0);
  return [grey, grey, grey];
}

/** The colour of a pixel by the number of channels of the network's input. */
export const pixelColours: ReadonlyMap<number, PixelColour> = new Map([
  [1, ofPlainInput(1)],
  [2, ofEncodedInput(1)],
  [3, ofPlainInput(3)],
  [6, ofEncodedInput(3)],
]);
