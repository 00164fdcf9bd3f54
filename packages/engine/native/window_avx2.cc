// Products of windows for x86 processors with AVX2 and FMA. It is compiled with flags of its own, so it may include no header
// whose functions the rest of the addon shares.
#include "window_multiply.h"

namespace bcos_bench {

void MultiplyWindowsAvx2(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end) {
  MultiplyWindowsHere(product, places, first, end);
}

}  // namespace bcos_bench
