// The work on one run of places, in an unnamed namespace: every source that includes it compiles it for its own kind of
// processor.
#ifndef BCOS_BENCH_WINDOW_MULTIPLY_H_
#define BCOS_BENCH_WINDOW_MULTIPLY_H_

#include "lanes.h"
#include "window_product.h"

namespace bcos_bench {
namespace {

// As many lanes as a register holds. Each is summed by itself, so their number changes no bit.
#if defined(__AVX512F__)
constexpr int64_t kWidth = 16;
// Places whose sums are held in registers at a time, and groups of outputs.
constexpr int kPlaces = 8;
constexpr int kMostGroups = 3;
#else
constexpr int64_t kWidth = kLanes;
constexpr int kPlaces = 6;
constexpr int kMostGroups = 1;
#endif
typedef float Wide __attribute__((vector_size(kWidth * sizeof(float))));
// Registers that hold the outputs of a group.
constexpr int kParts = kOutputsAtOnce / kWidth;
template <int kGroups>
using Sums = Wide[kPlaces][kGroups][kParts];
// Places that share a kernel while it is in the processor's caches: a multiple of kPlaces.
constexpr int64_t kPlacesAtOnce = 96;

#if defined(__AVX512F__)
inline Wide MultiplyAdd(Wide a, Wide b, Wide c) { return _mm512_fmadd_ps(a, b, c); }
#endif

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

template <int kGroups>
inline void Copy(const Sums<kGroups>& from, Sums<kGroups>& to) {
#pragma GCC unroll 8
  for (int place = 0; place < kPlaces; ++place) {
    for (int group = 0; group < kGroups; ++group) {
      for (int part = 0; part < kParts; ++part) to[place][group][part] = from[place][group][part];
    }
  }
}

// Adds the products of a tap to the sums of kPlaces places; the kernels of its groups are `size` floats apart. By itself it gets
// all registers, and keeps its sums in them.
template <int kGroups>
__attribute__((noinline)) void AddTap(const float* const (&pixels)[kPlaces], const float* kernel, int64_t size,
                                      int64_t inputs, Sums<kGroups>& total) {
  // A copy that nothing else can point to stays in registers.
  Sums<kGroups> sums;
  Copy<kGroups>(total, sums);
  for (int64_t i = 0; i < inputs; ++i) {
    Wide weights[kGroups][kParts];
    for (int group = 0; group < kGroups; ++group) {
      for (int part = 0; part < kParts; ++part) {
        weights[group][part] = Load<Wide>(kernel + group * size + i * kOutputsAtOnce + part * kWidth);
      }
    }
#pragma GCC unroll 8
    for (int place = 0; place < kPlaces; ++place) {
      const Wide input = Filled<Wide>(pixels[place][i]);
      for (int group = 0; group < kGroups; ++group) {
        for (int part = 0; part < kParts; ++part) {
          sums[place][group][part] = MultiplyAdd(input, weights[group][part], sums[place][group][part]);
        }
      }
    }
  }
  Copy<kGroups>(sums, total);
}

inline void StoreOutputs(const Wide (&sums)[kParts], float* to, int64_t count) {
  for (int64_t part = 0; part < kParts; ++part) {
    const int64_t left = count - part * kWidth;
    if (left >= kWidth) {
      Store(sums[part], to + part * kWidth);
      continue;
    }
    for (int64_t i = 0; i < left; ++i) to[part * kWidth + i] = sums[part][i];
  }
}

// The sums of all taps of kPlaces places, for kGroups groups of outputs from `group` on.
template <int kGroups>
inline void SumTaps(const WindowProduct& product, const WindowPlaces& places, const WindowPlace* some, int64_t group,
                    Sums<kGroups>& sums) {
  const int64_t taps = places.taps_down * places.taps_across;
  const int64_t tap_size = product.inputs * kOutputsAtOnce;
  const float* const kernel = places.kernel + group * taps * tap_size;
  for (int64_t tap = 0; tap < taps; ++tap) {
    const int64_t down = tap / places.taps_across * places.direction;
    const int64_t across = tap % places.taps_across * places.direction;
    const float* pixels[kPlaces];
    for (int place = 0; place < kPlaces; ++place) pixels[place] = PixelUnder(product, some[place], down, across);
    AddTap<kGroups>(pixels, kernel + tap * tap_size, taps * tap_size, product.inputs, sums);
  }
}

// kGroups groups of outputs from `group` on, of `count` places.
template <int kGroups>
inline void MakeGroups(const WindowProduct& product, const WindowPlaces& places, const WindowPlace* block, int64_t count,
                       int64_t group) {
  for (int64_t some = 0; some < count; some += kPlaces) {
    Sums<kGroups> sums = {};
    SumTaps<kGroups>(product, places, block + some, group, sums);
    for (int64_t place = 0; place < kPlaces && some + place < count; ++place) {
      for (int64_t next = 0; next < kGroups; ++next) {
        const int64_t output = (group + next) * kOutputsAtOnce;
        StoreOutputs(sums[place][next], block[some + place].y + output, product.outputs - output);
      }
    }
  }
}

// All groups of outputs of `count` places.
inline void MakePlaces(const WindowProduct& product, const WindowPlaces& places, const WindowPlace* block, int64_t count) {
  int64_t group = 0;
  for (; group + kMostGroups <= product.Groups(); group += kMostGroups) {
    MakeGroups<kMostGroups>(product, places, block, count, group);
  }
  for (; group < product.Groups(); ++group) MakeGroups<1>(product, places, block, count, group);
}

inline void MultiplyWindowsHere(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end) {
  for (int64_t from = first; from < end; from += kPlacesAtOnce) {
    const int64_t count = end - from < kPlacesAtOnce ? end - from : kPlacesAtOnce;
    WindowPlace block[kPlacesAtOnce];
    for (int64_t i = 0; i < kPlacesAtOnce; ++i) {
      // What fills up the last few is computed and not stored.
      block[i] = PlaceAt(product, places, from + (i < count ? i : count - 1));
    }
    MakePlaces(product, places, block, count);
  }
}

}  // namespace
}  // namespace bcos_bench

#endif  // BCOS_BENCH_WINDOW_MULTIPLY_H_
