import type { Pixels } from './pixels.js';
import { resampled } from './resample.js';

/** How images of any size are brought to one: the shorter side to `resize` pixels, and of that the centre of `size` x `size`. */
export interface TargetSize {
  readonly size: number;
  /** At least `size`. */
  readonly resize: number;
}

/** What is done, in words for `dataset.json`. */
export function resizeMethod({ size, resize }: TargetSize): string {
  return `shorter side to ${resize}, antialiased bilinear; centre ${size}x${size}`;
}

/** torchvision's `Resize(resize)`, as exact as `resampled`, and `CenterCrop(size)`. */
export function resizedAndCropped(image: Pixels, { size, resize }: TargetSize): Pixels {
  const { width, height } = image;
  const longer = Math.trunc((resize * Math.max(width, height)) / Math.min(width, height));
  return centre(width <= height ? resampled(image, resize, longer) : resampled(image, longer, resize), size);
}

function centre({ data, width, height, channels }: Pixels, size: number): Pixels {
  const [top, left] = [halfToEven(height - size), halfToEven(width - size)];
  const cut = new Uint8Array(size * size * channels);
  for (let row = 0; row < size; row += 1) {
    const from = ((top + row) * width + left) * channels;
    cut.set(data.subarray(from, from + size * channels), row * size * channels);
  }
  return { data: cut, width: size, height: size, channels };
}

/** Half of a whole number, rounded as Python rounds: a half to the even neighbour. */
function halfToEven(whole: number): number {
  const floor = Math.floor(whole / 2);
  return whole % 2 === 0 || floor % 2 === 0 ? floor : floor + 1;
}
