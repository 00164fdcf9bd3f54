/** The bytes of an image in [0,1] as a file of 8 bits holds it: each number is rounded to the nearest of 0, 1/255, ..., 1. */
export function roundedImage(values: Float32Array): Uint8Array {
  return Uint8Array.from(values, (value) => Math.round(value * 255));
}
