// MaxOut, the largest of every `units` consecutive channels, and MaxOutGrad, its gradient, which goes to the first of the
// largest units, as in PyTorch.
#include <string>

#include "op.h"

namespace bcos_bench {
namespace {

class UnitsOp : public OpKernel {
 public:
  explicit UnitsOp(OpKernelConstruction* construction) : OpKernel(construction) {
    OP_REQUIRES_OK(construction, construction->GetAttr("units", &units_));
  }

 protected:
  int64_t units() const { return units_; }

  // That the channels of `lin` fall into groups of `units`.
  absl::Status CheckGroups(const TensorShape& lin) const {
    if (lin.dims() == 4 && lin.dim_size(3) % units_ == 0) return absl::OkStatus();
    return absl::InvalidArgumentError("lin must be [N, H, W, C] with C a multiple of " + std::to_string(units_) +
                                      ", but is " + lin.DebugString());
  }

  // One channel for every group of `lin`.
  TensorShape GroupsOf(const TensorShape& lin) const { return WithChannels(lin, lin.dim_size(3) / units_); }

 private:
  int64_t units_;
};

class MaxOutOp : public UnitsOp {
 public:
  using UnitsOp::UnitsOp;

  void Compute(OpKernelContext* context) override {
    const Tensor& lin = context->input(0);
    OP_REQUIRES_OK(context, CheckGroups(lin.shape()));
    const TensorShape shape = GroupsOf(lin.shape());
    Tensor* out = nullptr;
    OP_REQUIRES_OK(context, context->allocate_output(0, shape, &out));
    const float* from = lin.flat<float>().data();
    float* to = out->flat<float>().data();
    const int64_t count = units();
    ForEachShard(context, shape.num_elements(), 2 * count, [=](int64_t first, int64_t end) {
      for (int64_t group = first; group < end; ++group) {
        const float* unit = from + group * count;
        float largest = unit[0];
        for (int64_t i = 1; i < count; ++i) largest = unit[i] > largest ? unit[i] : largest;
        to[group] = largest;
      }
    });
  }
};

class MaxOutGradOp : public UnitsOp {
 public:
  using UnitsOp::UnitsOp;

  void Compute(OpKernelContext* context) override {
    const Tensor& lin = context->input(0);
    const Tensor& g = context->input(1);
    OP_REQUIRES_OK(context, CheckGroups(lin.shape()));
    const TensorShape shape = GroupsOf(lin.shape());
    OP_REQUIRES_OK(context, CheckShape("g", g.shape(), shape));
    Tensor* glin = nullptr;
    OP_REQUIRES_OK(context, context->forward_input_or_allocate_output({0}, 0, lin.shape(), &glin));
    const float* from = lin.flat<float>().data();
    const float* gradient = g.flat<float>().data();
    float* to = glin->flat<float>().data();
    const int64_t count = units();
    ForEachShard(context, shape.num_elements(), 3 * count, [=](int64_t first, int64_t end) {
      for (int64_t group = first; group < end; ++group) {
        const float* unit = from + group * count;
        int64_t winner = 0;
        for (int64_t i = 1; i < count; ++i) winner = unit[i] > unit[winner] ? i : winner;
        // `glin` may be `lin`, which is read no more.
        for (int64_t i = 0; i < count; ++i) to[group * count + i] = i == winner ? gradient[group] : 0;
      }
    });
  }
};

REGISTER_OP("MaxOut")
    .Input("lin: float")
    .Output("out: float")
    .Attr("units: int >= 1")
    .Doc("The largest of every `units` consecutive channels of lin [N, H, W, C].")
    .SetShapeFn([](InferenceContext* context) {
      int64_t units;
      TF_RETURN_IF_ERROR(context->GetAttr("units", &units));
      ShapeHandle lin;
      TF_RETURN_IF_ERROR(context->WithRank(context->input(0), 4, &lin));
      DimensionHandle groups;
      TF_RETURN_IF_ERROR(context->Divide(context->Dim(lin, 3), units, /*evenly_divisible=*/true, &groups));
      ShapeHandle out;
      TF_RETURN_IF_ERROR(context->ReplaceDim(lin, 3, groups, &out));
      context->set_output(0, out);
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("MaxOut").Device(tensorflow::DEVICE_CPU), MaxOutOp);

REGISTER_OP("MaxOutGrad")
    .Input("lin: float")
    .Input("g: float")
    .Output("glin: float")
    .Attr("units: int >= 1")
    .Doc("The gradient of MaxOut with respect to lin, where g is that with respect to its output.")
    .SetShapeFn([](InferenceContext* context) {
      context->set_output(0, context->input(0));
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("MaxOutGrad").Device(tensorflow::DEVICE_CPU), MaxOutGradOp);

}  // namespace
}  // namespace bcos_bench
