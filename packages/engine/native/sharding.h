// Work split over TensorFlow's own threads, so that it keeps to the number of threads that the process was given.
#ifndef BCOS_BENCH_SHARDING_H_
#define BCOS_BENCH_SHARDING_H_

#include <cstdint>
#include <utility>

#include "tensorflow/core/framework/op_kernel.h"
#include "tensorflow/core/util/work_sharder.h"

namespace bcos_bench {

// Calls `work(first, end)` for ranges that cover [0, count); `cost` is the number of floats that a unit touches.
template <typename Work>
void ForEachShard(tensorflow::OpKernelContext* context, int64_t count, int64_t cost, Work work) {
  const auto& threads = *context->device()->tensorflow_cpu_worker_threads();
  tensorflow::Shard(threads.num_threads, threads.workers, count, cost, std::move(work));
}

}  // namespace bcos_bench

#endif  // BCOS_BENCH_SHARDING_H_
