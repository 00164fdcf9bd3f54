// Winograd's convolution F(2x2, 3x3) (Lavin and Gray 2016): a tile of 2x2 outputs takes 16 products an input channel
// instead of 36. With d the 4x4 inputs that the tile sees and g the 3x3 kernel,
//
//   y = A^T [ sum over input channels of (G g G^T) * (B^T d B) ] A
//
// where * goes element by element. All of G, B and A are sums and differences, and halves, so that rounding errors are as
// small as those of the plain convolution.
#ifndef BCOS_BENCH_WINOGRAD_TILES_H_
#define BCOS_BENCH_WINOGRAD_TILES_H_

#include <cstdint>

namespace bcos_bench {

// The numbers of a transformed tile.
constexpr int64_t kPoints = 16;
// Tiles that are transformed at a time: few enough for the processor's caches.
constexpr int64_t kTilesAtOnce = 24;
// Output channels that a product makes at a time; transformed kernels are filled up with zeros to a multiple of it.
constexpr int64_t kColumns = 16;

// The kernel of a convolution before and after its transformation G g G^T.
struct WinogradKernel {
  // [3, 3, inputs, outputs]; if `turned`, [3, 3, outputs, inputs] of the convolution that this is the gradient of.
  const float* plain;
  bool turned;
  int64_t inputs;
  int64_t outputs;
  // [kPoints, groups, inputs, kColumns]: groups of kColumns outputs, the last one filled up with zeros.
  float* transformed;

  int64_t Groups() const { return (outputs + kColumns - 1) / kColumns; }
  int64_t PointSize() const { return Groups() * inputs * kColumns; }
};

// A convolution of x [images, height, width, inputs], all padded by one zero, to y [images, height, width, outputs].
struct WinogradTask {
  const float* x;
  // [kPoints, columns / kColumns, inputs, kColumns]; see WinogradKernel.
  const float* kernel;
  float* y;
  int64_t height;
  int64_t width;
  int64_t inputs;
  int64_t outputs;

  // The outputs, filled up to a multiple of kColumns.
  int64_t Columns() const { return (outputs + kColumns - 1) / kColumns * kColumns; }
  int64_t TilesAcross() const { return (width + 1) / 2; }
  int64_t TilesOfImage() const { return (height + 1) / 2 * TilesAcross(); }
  // The floats of memory that ConvolveTiles works in.
  int64_t Scratch() const { return kPoints * kTilesAtOnce * (PaddedInputs() + Columns()) + PaddedInputs(); }
  // The inputs, filled up to whole Lanes.
  int64_t PaddedInputs() const { return (inputs + 7) / 8 * 8; }
};

// Makes the outputs of tiles [first, end), counted over all images. `scratch` holds task.Scratch() floats.
using ConvolveTiles = void (*)(const WinogradTask& task, int64_t first, int64_t end, float* scratch);

// Transforms the groups [first, end) of a kernel.
using TransformKernels = void (*)(const WinogradKernel& kernel, int64_t first, int64_t end);

void ConvolveTilesPortable(const WinogradTask& task, int64_t first, int64_t end, float* scratch);
void ConvolveTilesAvx2(const WinogradTask& task, int64_t first, int64_t end, float* scratch);
void TransformKernelsPortable(const WinogradKernel& kernel, int64_t first, int64_t end);
void TransformKernelsAvx2(const WinogradKernel& kernel, int64_t first, int64_t end);

}  // namespace bcos_bench

#endif  // BCOS_BENCH_WINOGRAD_TILES_H_
