// BcosScale, the B-cos transform of a convolution's output, and BcosScaleGrad, its gradient.
#include <algorithm>
#include <cmath>
#include <string>

#include "bcos_transform.h"
#include "lanes.h"
#include "op.h"

namespace bcos_bench {
namespace {

// That `s` holds one number for every pixel of `lin`, as [N, H, W, 1] for [N, H, W, C].
absl::Status CheckPixels(const TensorShape& lin, const TensorShape& s) {
  TF_RETURN_IF_ERROR(CheckImages("lin", lin));
  return CheckShape("s", s, WithChannels(lin, 1));
}

// Calls `visit(pixel, 1 / sqrt(s[pixel]))` for pixels [first, end). Roots and quotients are made many at a time, which
// takes a fraction of the time that they take one by one.
template <typename Visit>
void ForPixels(const float* s, int64_t first, int64_t end, Visit visit) {
  constexpr int64_t kBlock = 64;
  float inverse_norms[kBlock];
  for (; first < end; first += kBlock) {
    const int64_t count = std::min(kBlock, end - first);
#pragma omp simd
    for (int64_t i = 0; i < count; ++i) inverse_norms[i] = 1 / std::sqrt(s[first + i]);
    for (int64_t i = 0; i < count; ++i) visit(first + i, inverse_norms[i]);
  }
}

class TransformOp : public OpKernel {
 public:
  explicit TransformOp(OpKernelConstruction* construction) : OpKernel(construction) {
    OP_REQUIRES_OK(construction, construction->GetAttr("b", &b_));
    OP_REQUIRES(construction, std::isfinite(b_) && b_ >= 1,
                absl::InvalidArgumentError("b must be at least 1, but is " + std::to_string(b_)));
  }

 protected:
  float b() const { return b_; }

 private:
  float b_;
};

class BcosScaleOp : public TransformOp {
 public:
  using TransformOp::TransformOp;

  void Compute(OpKernelContext* context) override {
    const Tensor& lin = context->input(0);
    const Tensor& s = context->input(1);
    OP_REQUIRES_OK(context, CheckPixels(lin.shape(), s.shape()));
    Tensor* out = nullptr;
    OP_REQUIRES_OK(context, context->forward_input_or_allocate_output({0}, 0, lin.shape(), &out));
    WithTransform(b(), [&](auto transform) {
      Scale(context, transform, lin.flat<float>().data(), s.flat<float>().data(), out->flat<float>().data(),
            s.NumElements(), lin.dim_size(3));
    });
  }

 private:
  // `out` may be `lin`.
  template <typename Transform>
  static void Scale(OpKernelContext* context, Transform transform, const float* lin, const float* s, float* out,
                    int64_t pixels, int64_t channels) {
    ForEachShard(context, pixels, 2 * channels, [=](int64_t first, int64_t end) {
      ForPixels(s, first, end, [=](int64_t pixel, float inverse_norm) {
        const int64_t at = pixel * channels;
        ForChannels(channels, [&](int64_t i, auto kind) {
          const auto v = Load<decltype(kind)>(lin + at + i);
          Store(transform(Abs(v) * inverse_norm).factor * v, out + at + i);
        });
      });
    });
  }
};

class BcosScaleGradOp : public TransformOp {
 public:
  using TransformOp::TransformOp;

  void Compute(OpKernelContext* context) override {
    const Tensor& lin = context->input(0);
    const Tensor& s = context->input(1);
    const Tensor& g = context->input(2);
    OP_REQUIRES_OK(context, CheckPixels(lin.shape(), s.shape()));
    OP_REQUIRES_OK(context, CheckShape("g", g.shape(), lin.shape(), "lin"));
    Tensor* glin = nullptr;
    Tensor* gs = nullptr;
    OP_REQUIRES_OK(context, context->forward_input_or_allocate_output({2, 0}, 0, lin.shape(), &glin));
    OP_REQUIRES_OK(context, context->forward_input_or_allocate_output({1}, 1, s.shape(), &gs));
    const Pixels pixels = {lin.flat<float>().data(), s.flat<float>().data(),     g.flat<float>().data(),
                           glin->flat<float>().data(), gs->flat<float>().data(), lin.dim_size(3)};
    WithTransform(b(), [&](auto transform) { Differentiate(context, transform, pixels, s.NumElements()); });
  }

 private:
  // `glin` may be `lin` or `g`, and `gs` may be `s`.
  struct Pixels {
    const float* lin;
    const float* s;
    const float* g;
    float* glin;
    float* gs;
    int64_t channels;
  };

  template <typename Transform>
  static void Differentiate(OpKernelContext* context, Transform transform, Pixels p, int64_t pixels) {
    ForEachShard(context, pixels, 3 * p.channels, [=](int64_t first, int64_t end) {
      ForPixels(p.s, first, end, [=](int64_t pixel, float inverse_norm) {
        const int64_t at = pixel * p.channels;
        ChannelSum sum;
        ForChannels(p.channels, [&](int64_t i, auto kind) {
          const auto v = Load<decltype(kind)>(p.lin + at + i);
          const auto g = Load<decltype(kind)>(p.g + at + i);
          const auto [factor, slope] = transform(Abs(v) * inverse_norm);
          sum.Add(g * slope * v);
          Store(g * (factor + slope), p.glin + at + i);
        });
        p.gs[pixel] = -0.5f * inverse_norm * inverse_norm * sum.Total();
      });
    });
  }
};

// lin and, with one channel, s: the shape of lin where both agree.
absl::Status LinShape(InferenceContext* context, ShapeHandle* lin) {
  ShapeHandle s;
  DimensionHandle one;
  TF_RETURN_IF_ERROR(context->WithRank(context->input(0), 4, lin));
  TF_RETURN_IF_ERROR(context->WithRank(context->input(1), 4, &s));
  TF_RETURN_IF_ERROR(context->WithValue(context->Dim(s, 3), 1, &one));
  TF_RETURN_IF_ERROR(context->ReplaceDim(s, 3, context->Dim(*lin, 3), &s));
  return context->Merge(*lin, s, lin);
}

REGISTER_OP("BcosScale")
    .Input("lin: float")
    .Input("s: float")
    .Output("out: float")
    .Attr("b: float = 2.0")
    .Doc("The B-cos transform of lin [N, H, W, C], where s [N, H, W, 1] holds the squared norms of the patches.")
    .SetShapeFn([](InferenceContext* context) {
      ShapeHandle lin;
      TF_RETURN_IF_ERROR(LinShape(context, &lin));
      context->set_output(0, lin);
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("BcosScale").Device(tensorflow::DEVICE_CPU), BcosScaleOp);

REGISTER_OP("BcosScaleGrad")
    .Input("lin: float")
    .Input("s: float")
    .Input("g: float")
    .Output("glin: float")
    .Output("gs: float")
    .Attr("b: float = 2.0")
    .Doc("The gradient of BcosScale with respect to lin and s, where g is that with respect to its output.")
    .SetShapeFn([](InferenceContext* context) {
      ShapeHandle lin;
      TF_RETURN_IF_ERROR(LinShape(context, &lin));
      TF_RETURN_IF_ERROR(context->Merge(lin, context->input(2), &lin));
      ShapeHandle s;
      TF_RETURN_IF_ERROR(context->ReplaceDim(lin, 3, context->MakeDim(1), &s));
      context->set_output(0, lin);
      context->set_output(1, s);
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("BcosScaleGrad").Device(tensorflow::DEVICE_CPU), BcosScaleGradOp);

}  // namespace
}  // namespace bcos_bench
