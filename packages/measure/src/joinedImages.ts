import type { TensorShape } from '@bcos-bench/vocabulary';

/** Inputs of one shape, side by side: [side rows, side columns, channels]. */
export function joinedImages(
  images: readonly Float32Array[],
  [rows, columns, channels]: TensorShape,
  side: number,
): Float32Array {
  const line = columns * channels;
  const joined = new Float32Array(images.length * rows * line);
  images.forEach((image, cell) => {
    const [down, right] = [Math.floor(cell / side), cell % side];
    for (let row = 0; row < rows; row += 1) {
      joined.set(image.subarray(row * line, (row + 1) * line), ((down * rows + row) * side + right) * line);
    }
  });
  return joined;
}
