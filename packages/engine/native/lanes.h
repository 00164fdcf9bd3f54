// Channels eight at a time, and one at a time where fewer than eight are left. A sum over channels is made lane by lane
// and then over the lanes, so its rounding depends on the number of channels alone: not on a tensor's alignment, nor on
// how wide the processor's vectors are.
#ifndef BCOS_BENCH_LANES_H_
#define BCOS_BENCH_LANES_H_

#include <cmath>
#include <cstdint>
#include <cstring>

#if defined(__FMA__)
#include <immintrin.h>
#endif

namespace bcos_bench {
// Unnamed, so that every source has these for the kind of processor that it is compiled for.
namespace {

constexpr int64_t kLanes = 8;

// Eight floats with the operators of one: a type of GCC and Clang, which keep it in a register.
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float))));

// The functions below take a Value: a float or Lanes.

template <typename Value>
inline Value Load(const float* from) {
  Value value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

template <typename Value>
inline void Store(Value value, float* to) {
  std::memcpy(to, &value, sizeof value);
}

// `value` in every lane.
template <typename Value>
inline Value Filled(float value) {
  // Less a zero, which the compiler leaves out; a zero more would turn -0 into 0.
  return value - Value();
}

template <typename Value>
inline Value Abs(Value value) {
  return value < 0 ? -value : value;
}

inline float Sqrt(float value) { return std::sqrt(value); }

inline Lanes Sqrt(Lanes value) {
  float lanes[kLanes];
  Store(value, lanes);
#pragma omp simd
  for (int64_t i = 0; i < kLanes; ++i) lanes[i] = std::sqrt(lanes[i]);
  return Load<Lanes>(lanes);
}

inline float Power(float base, float exponent) { return std::pow(base, exponent); }

inline Lanes Power(Lanes base, float exponent) {
  for (int64_t i = 0; i < kLanes; ++i) base[i] = std::pow(base[i], exponent);
  return base;
}

// a * b + c, rounded once where the processor can.
inline Lanes MultiplyAdd(Lanes a, Lanes b, Lanes c) {
#if defined(__FMA__)
  return _mm256_fmadd_ps(a, b, c);
#elif defined(__ARM_FEATURE_FMA)
  for (int64_t i = 0; i < kLanes; ++i) c[i] = __builtin_fmaf(a[i], b[i], c[i]);
  return c;
#else
  return a * b + c;
#endif
}

// Calls `visit(i, Value())` for channels [0, count): with Lanes for the eight from `i` on, with a float for one.
template <typename Visit>
inline void ForChannels(int64_t count, Visit visit) {
  int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) visit(i, Lanes());
  for (; i < count; ++i) visit(i, float());
}

// A sum over what ForChannels visits.
class ChannelSum {
 public:
  void Add(float value) { rest_ += value; }
  void Add(Lanes value) { lanes_ += value; }

  float Total() const {
    const float even = (lanes_[0] + lanes_[4]) + (lanes_[2] + lanes_[6]);
    const float odd = (lanes_[1] + lanes_[5]) + (lanes_[3] + lanes_[7]);
    return even + odd + rest_;
  }

 private:
  Lanes lanes_ = {};
  float rest_ = 0;
};

}  // namespace
}  // namespace bcos_bench

#endif  // BCOS_BENCH_LANES_H_
