// Winograd's convolution for x86 processors with AVX2 and FMA, nearly all since 2013. AVX-512 gains nothing on top: the
// products wait for the caches. It is compiled with flags of its own, so it may include no header whose
// functions the rest of the addon shares.
#include "winograd_convolution.h"

namespace bcos_bench {

void ConvolveTilesAvx2(const WinogradTask& task, int64_t first, int64_t end, float* scratch) {
  ConvolveTilesHere(task, first, end, scratch);
}

void TransformKernelsAvx2(const WinogradKernel& kernel, int64_t first, int64_t end) {
  TransformKernelsHere(kernel, first, end);
}

}  // namespace bcos_bench
