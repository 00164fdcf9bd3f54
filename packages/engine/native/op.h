// What the ops of the addon have in common: TensorFlow's headers and names, and the checks of shapes at the head of each.
#ifndef BCOS_BENCH_OP_H_
#define BCOS_BENCH_OP_H_

#include <cstdint>
#include <string>

#include "sharding.h"
#include "tensorflow/core/framework/common_shape_fns.h"
#include "tensorflow/core/framework/op.h"
#include "tensorflow/core/framework/op_kernel.h"
#include "tensorflow/core/framework/shape_inference.h"

namespace bcos_bench {

using tensorflow::OpKernel;
using tensorflow::OpKernelConstruction;
using tensorflow::OpKernelContext;
using tensorflow::Tensor;
using tensorflow::TensorShape;
using tensorflow::shape_inference::DimensionHandle;
using tensorflow::shape_inference::InferenceContext;
using tensorflow::shape_inference::ShapeHandle;

// That the input `name` has the four dimensions of images.
inline absl::Status CheckImages(const std::string& name, const TensorShape& shape) {
  if (shape.dims() == 4) return absl::OkStatus();
  return absl::InvalidArgumentError(name + " must be [N, H, W, C], but is " + shape.DebugString());
}

// That the input `name` has the shape `wanted`, which is that of another input where `as` names one.
inline absl::Status CheckShape(const std::string& name, const TensorShape& shape, const TensorShape& wanted,
                               const std::string& as = "") {
  if (shape == wanted) return absl::OkStatus();
  const std::string like = as.empty() ? "" : " as " + as;
  return absl::InvalidArgumentError(name + " must be " + wanted.DebugString() + like + ", but is " +
                                    shape.DebugString());
}

// The shape of images with another number of channels.
inline TensorShape WithChannels(TensorShape images, int64_t channels) {
  images.set_dim(3, channels);
  return images;
}

}  // namespace bcos_bench

#endif  // BCOS_BENCH_OP_H_
