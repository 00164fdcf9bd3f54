// The B-cos transform after the convolution, per pixel and over its channels: with n = sqrt(s) the norm of the pixel's
// patch, and q = |lin| / n,
//
//   out = f(q) * lin,   f(q) = q                   for b = 2,
//                       f(q) = (q + 1e-6)^(b-1)    otherwise, as the bcos package has it; 1 for b = 1.
//
// Its derivatives need f and the slope h(q) = q * f'(q) alone:
//
//   d out / d lin = f + h        d out / d s = -h * lin / (2 s)
#ifndef BCOS_BENCH_BCOS_TRANSFORM_H_
#define BCOS_BENCH_BCOS_TRANSFORM_H_

#include <cmath>

#include "lanes.h"

namespace bcos_bench {

constexpr float kCosineEpsilon = 1e-6f;

// f and h; a Value is a float or Lanes.
template <typename Value>
struct FactorAndSlope {
  Value factor;
  Value slope;
};

struct SquareTransform {
  template <typename Value>
  FactorAndSlope<Value> operator()(Value q) const {
    return {q, q};
  }
};

// q^(quarters / 4) by roots, for b = 1, 1.25, 1.5 and so on: many times as fast as a power.
struct QuarterTransform {
  int quarters;

  template <typename Value>
  FactorAndSlope<Value> operator()(Value q) const {
    const Value cosine = q + kCosineEpsilon;
    Value factor = Filled<Value>(1);
    for (int whole = quarters / 4; whole > 0; --whole) factor = factor * cosine;
    if (quarters % 4 != 0) {
      const Value root = Sqrt(cosine);
      if (quarters % 4 >= 2) factor = factor * root;
      if (quarters % 2 == 1) factor = factor * Sqrt(root);
    }
    return {factor, factor * q / cosine * (quarters / 4.0f)};
  }
};

struct PowerTransform {
  float b;

  template <typename Value>
  FactorAndSlope<Value> operator()(Value q) const {
    const Value cosine = q + kCosineEpsilon;
    const Value factor = Power(cosine, b - 1);
    return {factor, factor * q / cosine * (b - 1)};
  }
};

// Calls `run` with the transform of exponent `b`, which is at least 1.
template <typename Run>
void WithTransform(float b, Run run) {
  const float quarters = 4 * (b - 1);
  if (b == 2) return run(SquareTransform{});
  if (quarters <= 16 && quarters == std::floor(quarters)) return run(QuarterTransform{static_cast<int>(quarters)});
  run(PowerTransform{b});
}

}  // namespace bcos_bench

#endif  // BCOS_BENCH_BCOS_TRANSFORM_H_
