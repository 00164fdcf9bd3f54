// What this processor can run.
#ifndef BCOS_BENCH_PROCESSOR_H_
#define BCOS_BENCH_PROCESSOR_H_

namespace bcos_bench {

// Whether it runs what is compiled for AVX2 and FMA.
inline bool HasAvx2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

// Whether it runs what is compiled for AVX-512F and FMA.
inline bool HasAvx512() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f") && HasAvx2();
#else
  return false;
#endif
}

}  // namespace bcos_bench

#endif  // BCOS_BENCH_PROCESSOR_H_
