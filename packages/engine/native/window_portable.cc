// Products of windows for any processor that the addon is compiled for.
#include "window_multiply.h"

namespace bcos_bench {

void MultiplyWindowsPortable(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end) {
  MultiplyWindowsHere(product, places, first, end);
}

}  // namespace bcos_bench
