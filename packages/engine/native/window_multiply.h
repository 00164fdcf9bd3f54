// The work on one run of places, in an unnamed namespace: every source that includes it compiles it for its own kind of
// processor.
#ifndef BCOS_BENCH_WINDOW_MULTIPLY_H_
#define BCOS_BENCH_WINDOW_MULTIPLY_H_

#include "lanes.h"
#include "window_product.h"

namespace bcos_bench {
namespace {

// Places whose sums are held in registers at a time.
constexpr int kPlaces = 6;
// Places that share a kernel while it is in the processor's caches: a multiple of kPlaces.
constexpr int64_t kPlacesAtOnce = 48;

// A place of y, and the pixel of x under its first tap.
struct WindowPlace {
  const float* image;
  float* y;
  int64_t row;
  int64_t column;
};

inline WindowPlace PlaceAt(const WindowProduct& product, const WindowPlaces& places, int64_t index) {
  const int64_t within = index % (places.rows * places.columns);
  const int64_t image = index / (places.rows * places.columns);
  const int64_t down = within / places.columns;
  const int64_t across = within % places.columns;
  const int64_t y_row = image * product.y_height + places.first_row + down * places.step;
  const int64_t y_pixel = y_row * product.y_width + places.first_column + across * places.step;
  return {product.x + image * product.x_height * product.x_width * product.inputs, product.y + y_pixel * product.outputs,
          places.top + down * places.stride, places.left + across * places.stride};
}

// The pixel of x that a place sees through a tap; zeros beyond the image.
inline const float* PixelUnder(const WindowProduct& product, const WindowPlace& place, int64_t down, int64_t across) {
  const int64_t row = place.row + down;
  const int64_t column = place.column + across;
  const bool inside = row >= 0 && row < product.x_height && column >= 0 && column < product.x_width;
  return inside ? place.image + (row * product.x_width + column) * product.inputs : product.zeros;
}

// Adds the products of a tap to the sums of kPlaces places.
inline void AddTap(const float* const (&pixels)[kPlaces], const float* kernel, int64_t inputs, Lanes (&sums)[kPlaces][2]) {
  for (int64_t i = 0; i < inputs; ++i) {
    const Lanes low = Load<Lanes>(kernel + i * kOutputsAtOnce);
    const Lanes high = Load<Lanes>(kernel + i * kOutputsAtOnce + kLanes);
#pragma GCC unroll 6
    for (int place = 0; place < kPlaces; ++place) {
      const Lanes input = Filled<Lanes>(pixels[place][i]);
      sums[place][0] = MultiplyAdd(input, low, sums[place][0]);
      sums[place][1] = MultiplyAdd(input, high, sums[place][1]);
    }
  }
}

inline void StoreOutputs(const Lanes (&sums)[2], float* to, int64_t count) {
  if (count >= kOutputsAtOnce) {
    Store(sums[0], to);
    Store(sums[1], to + kLanes);
    return;
  }
  for (int64_t i = 0; i < count; ++i) to[i] = sums[i / kLanes][i % kLanes];
}

inline void MultiplyWindowsHere(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end) {
  const int64_t taps = places.taps_down * places.taps_across;
  for (int64_t from = first; from < end; from += kPlacesAtOnce) {
    const int64_t count = end - from < kPlacesAtOnce ? end - from : kPlacesAtOnce;
    WindowPlace block[kPlacesAtOnce];
    for (int64_t i = 0; i < kPlacesAtOnce; ++i) {
      // What fills up the last few is computed and not stored.
      block[i] = PlaceAt(product, places, from + (i < count ? i : count - 1));
    }
    for (int64_t group = 0; group < product.Groups(); ++group) {
      const float* const kernel = places.kernel + group * taps * product.inputs * kOutputsAtOnce;
      const int64_t output = group * kOutputsAtOnce;
      for (int64_t some = 0; some < count; some += kPlaces) {
        Lanes sums[kPlaces][2] = {};
        for (int64_t tap = 0; tap < taps; ++tap) {
          const int64_t down = tap / places.taps_across * places.direction;
          const int64_t across = tap % places.taps_across * places.direction;
          const float* pixels[kPlaces];
          for (int place = 0; place < kPlaces; ++place) {
            pixels[place] = PixelUnder(product, block[some + place], down, across);
          }
          AddTap(pixels, kernel + tap * product.inputs * kOutputsAtOnce, product.inputs, sums);
        }
        for (int64_t place = 0; place < kPlaces && some + place < count; ++place) {
          StoreOutputs(sums[place], block[some + place].y + output, product.outputs - output);
        }
      }
    }
  }
}

}  // namespace
}  // namespace bcos_bench

#endif  // BCOS_BENCH_WINDOW_MULTIPLY_H_
