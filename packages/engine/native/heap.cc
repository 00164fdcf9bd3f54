#include "heap.h"

#include <cstdlib>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace bcos_bench {

#if defined(__GLIBC__)

namespace {

// One heap for all threads, as soon as the addon is loaded. Tensors are few and large, so nobody waits for it.
__attribute__((constructor)) void ShareHeap() { mallopt(M_ARENA_MAX, 1); }

}  // namespace

void TrimHeap() { malloc_trim(0); }

#else

void TrimHeap() {}

#endif

}  // namespace bcos_bench
