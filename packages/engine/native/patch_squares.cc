// The squared norm of the patch under a convolution's window, and its gradient:
//
//   s[y, x] = 1e-6 + sum over the window at (y, x) and over channels of x^2
//   d s / d x: every pixel takes 2 * x * (the sum of gs over the windows that hold it)
//
// The sum over channels does not depend on the window, so it is made first and once a pixel.
#include "lanes.h"
#include "op.h"
#include "patch_window.h"
#include "window_op.h"

namespace bcos_bench {
namespace {

constexpr float kEpsilon = 1e-6f;

float SumOfSquares(const float* pixel, int64_t channels) {
  ChannelSum sum;
  ForChannels(channels, [&](int64_t i, auto kind) {
    const auto v = Load<decltype(kind)>(pixel + i);
    sum.Add(v * v);
  });
  return sum.Total();
}

// out = dx + x * scale, over a pixel's channels; `out` may be `dx`.
void AddScaled(const float* dx, const float* x, float scale, float* out, int64_t channels) {
#pragma omp simd
  for (int64_t i = 0; i < channels; ++i) out[i] = dx[i] + x[i] * scale;
}

class PatchSquaresOp : public WindowOp {
 public:
  using WindowOp::WindowOp;

  void Compute(OpKernelContext* context) override {
    const Tensor& x = context->input(0);
    PatchWindow window;
    OP_REQUIRES_OK(context, WindowOver(x.shape(), &window));
    Tensor* s = nullptr;
    OP_REQUIRES_OK(context, context->allocate_output(0, OutShape(x.shape(), window), &s));
    Sum(context, window, x.flat<float>().data(), x.dim_size(0), x.dim_size(3), s->flat<float>().data());
  }

 private:
  static void Sum(OpKernelContext* context, PatchWindow window, const float* x, int64_t images, int64_t channels,
                  float* s) {
    const int64_t out_size = window.OutHeight() * window.OutWidth();
    const int64_t row_size = window.width * channels;
    ForEachShard(context, images, window.height * row_size, [=](int64_t first, int64_t end) {
      PaddedMap squares(window);
      for (int64_t image = first; image < end; ++image) {
        for (int64_t y = 0; y < window.height; ++y) {
          const float* row = x + (image * window.height + y) * row_size;
          float* out = squares.Row(y);
          for (int64_t column = 0; column < window.width; ++column) {
            out[column] = SumOfSquares(row + column * channels, channels);
          }
        }
        float* sums = s + image * out_size;
        squares.SumWindows(sums);
        for (int64_t i = 0; i < out_size; ++i) sums[i] += kEpsilon;
      }
    });
  }
};

class PatchSquaresGradAddOp : public WindowOp {
 public:
  using WindowOp::WindowOp;

  void Compute(OpKernelContext* context) override {
    const Tensor& dx = context->input(0);
    const Tensor& x = context->input(1);
    const Tensor& gs = context->input(2);
    PatchWindow window;
    OP_REQUIRES_OK(context, WindowOver(x.shape(), &window));
    OP_REQUIRES_OK(context, CheckShape("dx", dx.shape(), x.shape(), "x"));
    OP_REQUIRES_OK(context, CheckShape("gs", gs.shape(), OutShape(x.shape(), window)));
    Tensor* out = nullptr;
    OP_REQUIRES_OK(context, context->forward_input_or_allocate_output({0}, 0, x.shape(), &out));
    const Gradients gradients = {dx.flat<float>().data(), x.flat<float>().data(), gs.flat<float>().data(),
                                 out->flat<float>().data()};
    Add(context, window, gradients, x.dim_size(0), x.dim_size(3));
  }

 private:
  // `out` may be `dx`.
  struct Gradients {
    const float* dx;
    const float* x;
    const float* gs;
    float* out;
  };

  static void Add(OpKernelContext* context, PatchWindow window, Gradients of, int64_t images, int64_t channels) {
    const int64_t out_size = window.OutHeight() * window.OutWidth();
    ForEachShard(context, images, 3 * window.height * window.width * channels, [=](int64_t first, int64_t end) {
      PaddedMap spread(window);
      for (int64_t image = first; image < end; ++image) {
        spread.Clear();
        spread.SpreadWindows(of.gs + image * out_size);
        for (int64_t y = 0; y < window.height; ++y) {
          const float* scale = spread.Row(y);
          for (int64_t column = 0; column < window.width; ++column) {
            const int64_t at = ((image * window.height + y) * window.width + column) * channels;
            AddScaled(of.dx + at, of.x + at, 2 * scale[column], of.out + at, channels);
          }
        }
      }
    });
  }
};

// The shape of s, [N, out height, out width, 1], for images of the shape `x`.
absl::Status OutShape(InferenceContext* context, ShapeHandle x, ShapeHandle* out) {
  int k = 0;
  int stride = 0;
  int pad = 0;
  TF_RETURN_IF_ERROR(context->GetAttr("k", &k));
  TF_RETURN_IF_ERROR(context->GetAttr("stride", &stride));
  TF_RETURN_IF_ERROR(context->GetAttr("pad", &pad));
  DimensionHandle sides[2];
  for (int i = 0; i < 2; ++i) {
    TF_RETURN_IF_ERROR(tensorflow::shape_inference::GetWindowedOutputSizeFromDimsV2(
        context, context->Dim(x, 1 + i), k, /*dilation_rate=*/1, stride, tensorflow::Padding::EXPLICIT, pad, pad,
        &sides[i]));
  }
  *out = context->MakeShape({context->Dim(x, 0), sides[0], sides[1], 1});
  return absl::OkStatus();
}

REGISTER_OP("PatchSquares")
    .Input("x: float")
    .Output("s: float")
    .Attr("k: int >= 1")
    .Attr("stride: int >= 1")
    .Attr("pad: int >= 0")
    .Doc("The squared norm, plus 1e-6, of every patch of x [N, H, W, C] under a k x k window, as [N, H', W', 1].")
    .SetShapeFn([](InferenceContext* context) {
      ShapeHandle x;
      ShapeHandle s;
      TF_RETURN_IF_ERROR(context->WithRank(context->input(0), 4, &x));
      TF_RETURN_IF_ERROR(OutShape(context, x, &s));
      context->set_output(0, s);
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("PatchSquares").Device(tensorflow::DEVICE_CPU), PatchSquaresOp);

REGISTER_OP("PatchSquaresGradAdd")
    .Input("dx: float")
    .Input("x: float")
    .Input("gs: float")
    .Output("out: float")
    .Attr("k: int >= 1")
    .Attr("stride: int >= 1")
    .Attr("pad: int >= 0")
    .Doc("dx plus the gradient of PatchSquares with respect to x, where gs is that with respect to its output.")
    .SetShapeFn([](InferenceContext* context) {
      ShapeHandle x;
      ShapeHandle gs;
      TF_RETURN_IF_ERROR(context->WithRank(context->input(1), 4, &x));
      TF_RETURN_IF_ERROR(context->Merge(x, context->input(0), &x));
      TF_RETURN_IF_ERROR(OutShape(context, x, &gs));
      TF_RETURN_IF_ERROR(context->Merge(gs, context->input(2), &gs));
      context->set_output(0, x);
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("PatchSquaresGradAdd").Device(tensorflow::DEVICE_CPU), PatchSquaresGradAddOp);

}  // namespace
}  // namespace bcos_bench
