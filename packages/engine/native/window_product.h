// Convolutions of any window, and their gradients with respect to the input, as sums of products:
//
//   y[place, output] = sum over taps, in order, of the sum over inputs, in order, of x[pixel under the tap, input] * kernel
//
// A place is a pixel of y in any image. Each place is summed by itself and in the same order, so its bits depend on neither
// the number of images nor the place beside it. TensorFlow's own products of matrices do not promise that: measured with
// AVX2, rows get other bits if their number is 2 above a multiple of 6, and at 768 inputs and more with nearly every number
// of rows.
#ifndef BCOS_BENCH_WINDOW_PRODUCT_H_
#define BCOS_BENCH_WINDOW_PRODUCT_H_

#include <cstdint>

namespace bcos_bench {

// Outputs that are made at a time; packed kernels are filled up with zeros to a multiple of it.
constexpr int64_t kOutputsAtOnce = 16;

// Places [images, height, width] of y that look at x through the same taps: all of a convolution's, or those of its gradient
// that are a whole number of strides apart.
struct WindowPlaces {
  // The first row and column of y, and the steps to the next.
  int64_t first_row;
  int64_t first_column;
  int64_t step;
  // How many there are in an image.
  int64_t rows;
  int64_t columns;
  // The pixel of x under the first tap of the first place, and the pixels to that of the next place.
  int64_t top;
  int64_t left;
  int64_t stride;
  // The taps, a square of `taps_down` rows and `taps_across` columns, and the pixels from one to the next: 1, or -1 in gradients.
  int64_t taps_down;
  int64_t taps_across;
  int64_t direction;
  // [groups of outputs, taps, inputs, kOutputsAtOnce]: of each group, the taps in order.
  const float* kernel;
};

// The tensors of a product: x [images, x_height, x_width, inputs] to y [images, y_height, y_width, outputs].
struct WindowProduct {
  const float* x;
  float* y;
  int64_t x_height;
  int64_t x_width;
  int64_t y_height;
  int64_t y_width;
  int64_t inputs;
  int64_t outputs;
  // `inputs` zeros, for taps beyond the image.
  const float* zeros;

  int64_t Groups() const { return (outputs + kOutputsAtOnce - 1) / kOutputsAtOnce; }
};

// Makes the places [first, end), counted over all images.
using MultiplyWindows = void (*)(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end);

void MultiplyWindowsPortable(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end);
void MultiplyWindowsAvx2(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end);
void MultiplyWindowsAvx512(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end);

}  // namespace bcos_bench

#endif  // BCOS_BENCH_WINDOW_PRODUCT_H_
