// The k x k window that a convolution slides over a zero-padded map of one number a pixel.
#ifndef BCOS_BENCH_PATCH_WINDOW_H_
#define BCOS_BENCH_PATCH_WINDOW_H_

#include <algorithm>
#include <cstdint>
#include <vector>

namespace bcos_bench {

// Of one image: the map is height x width, and the windows make outHeight x outWidth.
struct PatchWindow {
  int64_t k;
  int64_t stride;
  int64_t pad;
  int64_t height;
  int64_t width;

  int64_t OutHeight() const { return (height + 2 * pad - k) / stride + 1; }
  int64_t OutWidth() const { return (width + 2 * pad - k) / stride + 1; }
  bool Fits() const { return height + 2 * pad >= k && width + 2 * pad >= k; }
};

// A map with its border of padding, which stays zero when read and takes what falls outside when written: so that no
// loop has to ask where the image ends.
class PaddedMap {
 public:
  explicit PaddedMap(const PatchWindow& window)
      : window_(window),
        row_length_(window.width + 2 * window.pad),
        values_((window.height + 2 * window.pad) * row_length_) {}

  // The row `y` of the image, without its border.
  float* Row(int64_t y) { return values_.data() + (y + window_.pad) * row_length_ + window_.pad; }

  void Clear() { std::fill(values_.begin(), values_.end(), 0.0f); }

  // sums[y, x] = the sum over the window at (y, x).
  void SumWindows(float* sums) const {
    std::fill_n(sums, window_.OutHeight() * window_.OutWidth(), 0.0f);
    VisitOffsets([&](int64_t y, int64_t from) {
      float* out = sums + y * window_.OutWidth();
      const float* in = values_.data() + from;
#pragma omp simd
      for (int64_t x = 0; x < window_.OutWidth(); ++x) out[x] += in[x * window_.stride];
    });
  }

  // The transpose of SumWindows: adds gradients[y, x] to all of the window at (y, x).
  void SpreadWindows(const float* gradients) {
    VisitOffsets([&](int64_t y, int64_t from) {
      const float* in = gradients + y * window_.OutWidth();
      float* out = values_.data() + from;
#pragma omp simd
      for (int64_t x = 0; x < window_.OutWidth(); ++x) out[x * window_.stride] += in[x];
    });
  }

 private:
  // Calls `visit(y, from)` for every row of windows and every place in the window: `from` is where that place of the
  // row's first window lies; those of the next windows follow at the stride.
  template <typename Visit>
  void VisitOffsets(Visit visit) const {
    for (int64_t y = 0; y < window_.OutHeight(); ++y) {
      for (int64_t dy = 0; dy < window_.k; ++dy) {
        for (int64_t dx = 0; dx < window_.k; ++dx) visit(y, (y * window_.stride + dy) * row_length_ + dx);
      }
    }
  }

  PatchWindow window_;
  int64_t row_length_;
  std::vector<float> values_;
};

}  // namespace bcos_bench

#endif  // BCOS_BENCH_PATCH_WINDOW_H_
