// Winograd's convolution for any processor that the addon is compiled for.
#include "winograd_convolution.h"

namespace bcos_bench {

void ConvolveTilesPortable(const WinogradTask& task, int64_t first, int64_t end, float* scratch) {
  ConvolveTilesHere(task, first, end, scratch);
}

void TransformKernelsPortable(const WinogradKernel& kernel, int64_t first, int64_t end) {
  TransformKernelsHere(kernel, first, end);
}

}  // namespace bcos_bench
