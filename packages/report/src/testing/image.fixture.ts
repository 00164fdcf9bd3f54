/** Pixels of an image. */
export const PIXELS = 1024;

/** A number in [0,1) that looks random and depends on nothing but `i`. */
export function noise(i: number): number {
  const value = Math.sin(i * 12.9898) * 43758.5453;
  return value - Math.floor(value);
}

/** Channel `c` of pixel `p` of image `i`: a disc on a gradient, in whole bytes but from 0 to 1. */
export function imageValue(i: number, p: number, c: number): number {
  const [row, column] = [Math.floor(p / 32), p % 32];
  const inside = Math.hypot(row - 10 - (i % 12), column - 16) < 7 + (i % 4);
  const wave = 0.5 + 0.5 * Math.sin(i + c * 2 + (inside ? 3 : 0) + column / 40 + row / 60);
  return Math.round(255 * Math.min(1, 0.15 + 0.7 * wave + 0.1 * noise(i * 5000 + p * 3 + c))) / 255;
}

/** The input of image `i` as a network of `channels` channels sees it, moved by up to `eps` a value. */
export function encodedImage(i: number, channels: number, eps: number): Float32Array {
  return Float32Array.from({ length: channels * PIXELS }, (_, k) => {
    const [pixel, channel] = [Math.floor(k / channels), k % channels];
    const clean = imageValue(i, pixel, channel % 3);
    const moved = (channel < 3 ? clean : 1 - clean) + eps * Math.sign(noise(i * 7777 + k) - 0.5);
    return Math.max(0, Math.min(1, moved));
  });
}
