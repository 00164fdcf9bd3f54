// A 3x3 kernel as Winograd's products take it, in an unnamed namespace: every source that includes it compiles it for its
// own kind of processor.
#ifndef BCOS_BENCH_WINOGRAD_KERNEL_H_
#define BCOS_BENCH_WINOGRAD_KERNEL_H_

#include "lanes.h"
#include "winograd_tiles.h"

namespace bcos_bench {
namespace {

// The first `count` floats, and zeros.
inline Lanes LoadSome(const float* from, int64_t count) {
  if (count >= kLanes) return Load<Lanes>(from);
  Lanes some = {};
  for (int64_t i = 0; i < count; ++i) some[i] = from[i];
  return some;
}

// One axis of G g G^T: three places of the kernel to four points.
inline void TransformAxis(Lanes a, Lanes b, Lanes c, Lanes (&to)[4]) {
  to[0] = a;
  to[1] = 0.5f * (a + b + c);
  to[2] = 0.5f * (a - b + c);
  to[3] = c;
}

// G g G^T of kLanes kernels side by side; `load` takes their place in a row and a column.
template <typename LoadPlace>
inline void TransformKernel(LoadPlace load, Lanes (&to)[kPoints]) {
  Lanes columns[3][4];
#pragma GCC unroll 3
  for (int j = 0; j < 3; ++j) TransformAxis(load(0, j), load(1, j), load(2, j), columns[j]);
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    Lanes row[4];
    TransformAxis(columns[0][i], columns[1][i], columns[2][i], row);
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) to[4 * i + j] = row[j];
  }
}

// A group of a kernel that lies as the convolution has it, [3, 3, inputs, outputs].
inline void TransformGroup(const WinogradKernel& kernel, int64_t group) {
  const int64_t place = kernel.inputs * kernel.outputs;
  for (int64_t input = 0; input < kernel.inputs; ++input) {
    for (int64_t column = 0; column < kColumns; column += kLanes) {
      const int64_t output = group * kColumns + column;
      const float* from = kernel.plain + input * kernel.outputs + output;
      Lanes points[kPoints] = {};
      if (output < kernel.outputs) {
        const int64_t count = kernel.outputs - output;
        TransformKernel([=](int i, int j) { return LoadSome(from + (3 * i + j) * place, count); }, points);
      }
      float* const to = kernel.transformed + (group * kernel.inputs + input) * kColumns + column;
      for (int64_t point = 0; point < kPoints; ++point) Store(points[point], to + point * kernel.PointSize());
    }
  }
}

// A group of a kernel [3, 3, outputs, inputs] that is to be turned around.
inline void TransformTurnedGroup(const WinogradKernel& kernel, int64_t group) {
  const int64_t place = kernel.inputs * kernel.outputs;
  for (int64_t input = 0; input < kernel.inputs; input += kLanes) {
    const int64_t count = kernel.inputs - input < kLanes ? kernel.inputs - input : kLanes;
    for (int64_t column = 0; column < kColumns; ++column) {
      const int64_t output = group * kColumns + column;
      const float* from = kernel.plain + output * kernel.inputs + input;
      Lanes points[kPoints] = {};
      if (output < kernel.outputs) {
        TransformKernel([=](int i, int j) { return LoadSome(from + (8 - 3 * i - j) * place, count); }, points);
      }
      float* const to = kernel.transformed + (group * kernel.inputs + input) * kColumns + column;
      for (int64_t point = 0; point < kPoints; ++point) {
        for (int64_t i = 0; i < count; ++i) to[point * kernel.PointSize() + i * kColumns] = points[point][i];
      }
    }
  }
}

inline void TransformKernelsHere(const WinogradKernel& kernel, int64_t first, int64_t end) {
  for (int64_t group = first; group < end; ++group) {
    if (kernel.turned) {
      TransformTurnedGroup(kernel, group);
    } else {
      TransformGroup(kernel, group);
    }
  }
}

}  // namespace
}  // namespace bcos_bench

#endif  // BCOS_BENCH_WINOGRAD_KERNEL_H_
