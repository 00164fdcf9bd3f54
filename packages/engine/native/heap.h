// The C library's heap, kept small: glibc's own habits cost an attack a tenth of its memory and gain nothing.
#ifndef BCOS_BENCH_HEAP_H_
#define BCOS_BENCH_HEAP_H_

namespace bcos_bench {

// Gives back to the system what nobody uses.
void TrimHeap();

}  // namespace bcos_bench

#endif  // BCOS_BENCH_HEAP_H_
