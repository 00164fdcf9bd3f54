// What the ops of a convolution's window have in common: the attributes, and the shapes that they fit.
#ifndef BCOS_BENCH_WINDOW_OP_H_
#define BCOS_BENCH_WINDOW_OP_H_

#include <string>

#include "op.h"
#include "patch_window.h"

namespace bcos_bench {

// Far above any convolution's: a bound on the memory that a mistaken window takes.
constexpr int kWidestWindow = 1024;

class WindowOp : public OpKernel {
 public:
  explicit WindowOp(OpKernelConstruction* construction) : OpKernel(construction) {
    OP_REQUIRES_OK(construction, construction->GetAttr("k", &k_));
    OP_REQUIRES_OK(construction, construction->GetAttr("stride", &stride_));
    OP_REQUIRES_OK(construction, construction->GetAttr("pad", &pad_));
    OP_REQUIRES(construction, pad_ < k_ && k_ <= kWidestWindow,
                absl::InvalidArgumentError("k must be above pad and at most " + std::to_string(kWidestWindow) +
                                           ", but k is " + std::to_string(k_) + " and pad " + std::to_string(pad_)));
  }

 protected:
  // The window over images of the shape `x`; an error where `x` is no batch of images that a window fits in.
  absl::Status WindowOver(const TensorShape& x, PatchWindow* window) const {
    TF_RETURN_IF_ERROR(CheckImages("x", x));
    *window = {k_, stride_, pad_, x.dim_size(1), x.dim_size(2)};
    if (!window->Fits()) {
      return absl::InvalidArgumentError("the window of " + std::to_string(k_) + " does not fit into " +
                                        x.DebugString() + " with padding " + std::to_string(pad_));
    }
    return absl::OkStatus();
  }

  static TensorShape OutShape(const TensorShape& x, const PatchWindow& window) {
    return TensorShape({x.dim_size(0), window.OutHeight(), window.OutWidth(), 1});
  }

 private:
  int k_;
  int stride_;
  int pad_;
};

}  // namespace bcos_bench

#endif  // BCOS_BENCH_WINDOW_OP_H_
