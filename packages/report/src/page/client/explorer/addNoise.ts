/** The byte that stands for no noise. */
const NO_NOISE = 128;

/**
 * An image with noise added: bytes, red, green, blue and opacity a pixel. The noise is magnified and on middle grey; taking it
 * back costs at most half a byte over the magnification. Opacity stays the image's.
 */
export function addNoise(
  image: Uint8ClampedArray<ArrayBuffer>,
  noise: Uint8ClampedArray<ArrayBuffer>,
  magnification: number,
): Uint8ClampedArray<ArrayBuffer> {
  return image.map((value, i) =>
    i % 4 === 3 ? value : Math.round(value + ((noise[i] ?? NO_NOISE) - NO_NOISE) / magnification),
  );
}
