// Products of windows for x86 processors with AVX-512: twice as many numbers at a time, and the same bits as with AVX2. It is
// compiled with flags of its own, so it may include no header whose functions the rest of the addon shares.
#include "window_multiply.h"

namespace bcos_bench {

void MultiplyWindowsAvx512(const WindowProduct& product, const WindowPlaces& places, int64_t first, int64_t end) {
  MultiplyWindowsHere(product, places, first, end);
}

}  // namespace bcos_bench
