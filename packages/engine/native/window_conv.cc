// WindowConv, a convolution at any stride and padding, and WindowConvGrad, its gradient with respect to the input.
#include <algorithm>
#include <string>

#include "op.h"
#include "patch_window.h"
#include "processor.h"
#include "window_product.h"

namespace bcos_bench {
namespace {

// A kernel [k, k, I, O] as a convolution has it, seen from a product: its inputs are I, or O in a gradient.
struct PlainKernel {
  const float* values;
  int64_t k;
  int64_t inputs;
  int64_t outputs;
  bool gradient;

  const float* Tap(int64_t row, int64_t column) const { return values + (row * k + column) * inputs * outputs; }
  int64_t Groups() const { return (outputs + kOutputsAtOnce - 1) / kOutputsAtOnce; }
};

// Every `step`-th tap in both directions from [row, column] on.
struct TapChoice {
  int64_t row;
  int64_t column;
  int64_t step;

  static int64_t Count(int64_t k, int64_t first, int64_t step) { return first < k ? (k - first + step - 1) / step : 0; }
  int64_t Down(int64_t k) const { return Count(k, row, step); }
  int64_t Across(int64_t k) const { return Count(k, column, step); }
};

// Copies a tap's [inputs, kOutputsAtOnce] of a group of outputs, filled up with zeros. The tap lies as [inputs, outputs].
void PackRows(const PlainKernel& kernel, const float* tap, int64_t group, float* to) {
  const int64_t output = group * kOutputsAtOnce;
  const int64_t count = std::min(kOutputsAtOnce, kernel.outputs - output);
  for (int64_t input = 0; input < kernel.inputs; ++input, to += kOutputsAtOnce) {
    const float* from = tap + input * kernel.outputs + output;
    if (count == kOutputsAtOnce) {
      std::copy_n(from, kOutputsAtOnce, to);
      continue;
    }
    for (int64_t column = 0; column < kOutputsAtOnce; ++column) to[column] = column < count ? from[column] : 0;
  }
}

// The same where the tap lies as [outputs, inputs]: turned in blocks that the nearest cache holds.
void PackColumns(const PlainKernel& kernel, const float* tap, int64_t group, float* to) {
  constexpr int64_t kBlock = 16;
  for (int64_t first = 0; first < kernel.inputs; first += kBlock) {
    const int64_t end = std::min(first + kBlock, kernel.inputs);
    for (int64_t column = 0; column < kOutputsAtOnce; ++column) {
      const int64_t output = group * kOutputsAtOnce + column;
      const float* from = tap + output * kernel.inputs;
      for (int64_t input = first; input < end; ++input) {
        to[input * kOutputsAtOnce + column] = output < kernel.outputs ? from[input] : 0;
      }
    }
  }
}

// Packs the chosen taps: [groups, taps, inputs, kOutputsAtOnce]. `packed` holds as many floats.
void PackKernel(OpKernelContext* context, PlainKernel kernel, TapChoice taps, float* packed) {
  const int64_t tap_size = kernel.inputs * kOutputsAtOnce;
  const int64_t group_size = taps.Down(kernel.k) * taps.Across(kernel.k) * tap_size;
  ForEachShard(context, kernel.Groups(), group_size, [=](int64_t first, int64_t end) {
    for (int64_t group = first; group < end; ++group) {
      float* to = packed + group * group_size;
      for (int64_t row = taps.row; row < kernel.k; row += taps.step) {
        for (int64_t column = taps.column; column < kernel.k; column += taps.step, to += tap_size) {
          (kernel.gradient ? PackColumns : PackRows)(kernel, kernel.Tap(row, column), group, to);
        }
      }
    }
  });
}

MultiplyWindows FastestProduct() {
  if (HasAvx512()) return MultiplyWindowsAvx512;
  return HasAvx2() ? MultiplyWindowsAvx2 : MultiplyWindowsPortable;
}

class WindowConvOp : public OpKernel {
 public:
  explicit WindowConvOp(OpKernelConstruction* construction)
      : OpKernel(construction), multiply_(FastestProduct()) {
    OP_REQUIRES_OK(construction, construction->GetAttr("stride", &stride_));
    OP_REQUIRES_OK(construction, construction->GetAttr("pad", &pad_));
  }

 protected:
  // That `kernel` is square and fits images of the shape `x`; then the window over `x`.
  absl::Status WindowOver(const TensorShape& x, const TensorShape& kernel, PatchWindow* window) const {
    TF_RETURN_IF_ERROR(CheckImages("x", x));
    const bool fits = kernel.dims() == 4 && kernel.dim_size(0) == kernel.dim_size(1) && kernel.dim_size(2) == x.dim_size(3);
    if (!fits) {
      return absl::InvalidArgumentError("kernel must be [k, k, I, O] for the channels of x, " +
                                        std::to_string(x.dim_size(3)) + ", but is " + kernel.DebugString());
    }
    *window = {kernel.dim_size(0), stride_, pad_, x.dim_size(1), x.dim_size(2)};
    if (window->Fits()) return absl::OkStatus();
    return absl::InvalidArgumentError("the kernel " + kernel.DebugString() + " does not fit into " + x.DebugString() +
                                      " with padding " + std::to_string(pad_));
  }

  // Makes the places of y that `places` names, from the taps that it looks through.
  void Multiply(OpKernelContext* context, WindowProduct product, WindowPlaces places, int64_t images,
                const PlainKernel& kernel, TapChoice taps) const {
    places.taps_down = taps.Down(kernel.k);
    places.taps_across = taps.Across(kernel.k);
    const int64_t numbers = places.taps_down * places.taps_across * kernel.inputs;
    Tensor packed;
    Tensor zeros;
    OP_REQUIRES_OK(context, context->allocate_temp(tensorflow::DT_FLOAT,
                                                   TensorShape({kernel.Groups() * kOutputsAtOnce, numbers}), &packed));
    OP_REQUIRES_OK(context, context->allocate_temp(tensorflow::DT_FLOAT, TensorShape({kernel.inputs}), &zeros));
    zeros.flat<float>().setZero();
    PackKernel(context, kernel, taps, packed.flat<float>().data());
    places.kernel = packed.flat<float>().data();
    product.zeros = zeros.flat<float>().data();
    const MultiplyWindows multiply = multiply_;
    ForEachShard(context, images * places.rows * places.columns, numbers * kernel.outputs,
                 [=](int64_t first, int64_t end) { multiply(product, places, first, end); });
  }

 private:
  MultiplyWindows multiply_;
  int stride_;
  int pad_;
};

class WindowConvForwardOp : public WindowConvOp {
 public:
  using WindowConvOp::WindowConvOp;

  void Compute(OpKernelContext* context) override {
    const Tensor& x = context->input(0);
    const Tensor& kernel = context->input(1);
    PatchWindow window;
    OP_REQUIRES_OK(context, WindowOver(x.shape(), kernel.shape(), &window));
    const int64_t outputs = kernel.dim_size(3);
    const TensorShape shape({x.dim_size(0), window.OutHeight(), window.OutWidth(), outputs});
    Tensor* y = nullptr;
    OP_REQUIRES_OK(context, context->allocate_output(0, shape, &y));
    const WindowProduct product = {x.flat<float>().data(), y->flat<float>().data(), window.height,   window.width,
                                   window.OutHeight(),     window.OutWidth(),       x.dim_size(3), outputs};
    WindowPlaces places = {};
    places.step = places.direction = 1;
    places.rows = window.OutHeight();
    places.columns = window.OutWidth();
    places.top = places.left = -window.pad;
    places.stride = window.stride;
    const PlainKernel plain = {kernel.flat<float>().data(), window.k, product.inputs, outputs, false};
    Multiply(context, product, places, x.dim_size(0), plain, {0, 0, 1});
  }
};

// A pixel of x takes the products of all windows that hold it. Which taps of the kernel those are depends on its row and
// column modulo the stride: pixels with the same remainders are made together.
class WindowConvGradOp : public WindowConvOp {
 public:
  explicit WindowConvGradOp(OpKernelConstruction* construction) : WindowConvOp(construction) {
    OP_REQUIRES_OK(construction, construction->GetAttr("height", &height_));
    OP_REQUIRES_OK(construction, construction->GetAttr("width", &width_));
  }

  void Compute(OpKernelContext* context) override {
    const Tensor& dy = context->input(0);
    const Tensor& kernel = context->input(1);
    OP_REQUIRES_OK(context, CheckImages("dy", dy.shape()));
    OP_REQUIRES(context, kernel.dims() == 4,
                absl::InvalidArgumentError("kernel must be [k, k, I, O], but is " + kernel.shape().DebugString()));
    const TensorShape shape({dy.dim_size(0), height_, width_, kernel.dim_size(2)});
    PatchWindow window;
    OP_REQUIRES_OK(context, WindowOver(shape, kernel.shape(), &window));
    const TensorShape windows({dy.dim_size(0), window.OutHeight(), window.OutWidth(), kernel.dim_size(3)});
    OP_REQUIRES_OK(context, CheckShape("dy", dy.shape(), windows));
    Tensor* dx = nullptr;
    OP_REQUIRES_OK(context, context->allocate_output(0, shape, &dx));
    const WindowProduct product = {dy.flat<float>().data(), dx->flat<float>().data(), window.OutHeight(),
                                   window.OutWidth(),       window.height,            window.width,
                                   dy.dim_size(3),          kernel.dim_size(2)};
    const PlainKernel plain = {kernel.flat<float>().data(), window.k, product.inputs, product.outputs, true};
    for (int64_t row = 0; row < window.stride; ++row) {
      for (int64_t column = 0; column < window.stride; ++column) {
        Multiply(context, product, PlacesWith(window, row, column), dy.dim_size(0), plain, {row, column, window.stride});
        if (!context->status().ok()) return;
      }
    }
  }

 private:
  // The pixels whose first tap is [row, column].
  static WindowPlaces PlacesWith(const PatchWindow& window, int64_t row, int64_t column) {
    WindowPlaces places = {};
    places.step = window.stride;
    places.stride = 1;
    places.direction = -1;
    places.first_row = First(row, window);
    places.first_column = First(column, window);
    places.rows = TapChoice::Count(window.height, places.first_row, window.stride);
    places.columns = TapChoice::Count(window.width, places.first_column, window.stride);
    places.top = (places.first_row + window.pad - row) / window.stride;
    places.left = (places.first_column + window.pad - column) / window.stride;
    return places;
  }

  // The first pixel that lies under `tap` of a window that begins at a whole number of strides.
  static int64_t First(int64_t tap, const PatchWindow& window) {
    const int64_t before = (tap - window.pad) % window.stride;
    return before < 0 ? before + window.stride : before;
  }

  int height_;
  int width_;
};

REGISTER_OP("WindowConv")
    .Input("x: float")
    .Input("kernel: float")
    .Output("y: float")
    .Attr("stride: int >= 1")
    .Attr("pad: int >= 0")
    .Doc("The convolution of x [N, H, W, I] with a kernel [k, k, I, O], `pad` zeros on every side.")
    .SetShapeFn([](InferenceContext* context) {
      int stride;
      int pad;
      TF_RETURN_IF_ERROR(context->GetAttr("stride", &stride));
      TF_RETURN_IF_ERROR(context->GetAttr("pad", &pad));
      ShapeHandle x;
      ShapeHandle kernel;
      TF_RETURN_IF_ERROR(context->WithRank(context->input(0), 4, &x));
      TF_RETURN_IF_ERROR(context->WithRank(context->input(1), 4, &kernel));
      DimensionHandle sides[2];
      for (int i = 0; i < 2; ++i) {
        TF_RETURN_IF_ERROR(tensorflow::shape_inference::GetWindowedOutputSizeFromDimsV2(
            context, context->Dim(x, 1 + i), context->Dim(kernel, i), /*dilation_rate=*/1, stride,
            tensorflow::Padding::EXPLICIT, pad, pad, &sides[i]));
      }
      context->set_output(0, context->MakeShape({context->Dim(x, 0), sides[0], sides[1], context->Dim(kernel, 3)}));
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("WindowConv").Device(tensorflow::DEVICE_CPU), WindowConvForwardOp);

REGISTER_OP("WindowConvGrad")
    .Input("dy: float")
    .Input("kernel: float")
    .Output("dx: float")
    .Attr("stride: int >= 1")
    .Attr("pad: int >= 0")
    .Attr("height: int >= 1")
    .Attr("width: int >= 1")
    .Doc("The gradient of WindowConv with respect to x [N, height, width, I], where dy is that with respect to y.")
    .SetShapeFn([](InferenceContext* context) {
      int height;
      int width;
      TF_RETURN_IF_ERROR(context->GetAttr("height", &height));
      TF_RETURN_IF_ERROR(context->GetAttr("width", &width));
      ShapeHandle dy;
      ShapeHandle kernel;
      TF_RETURN_IF_ERROR(context->WithRank(context->input(0), 4, &dy));
      TF_RETURN_IF_ERROR(context->WithRank(context->input(1), 4, &kernel));
      context->set_output(0, context->MakeShape({context->Dim(dy, 0), height, width, context->Dim(kernel, 2)}));
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("WindowConvGrad").Device(tensorflow::DEVICE_CPU), WindowConvGradOp);

}  // namespace
}  // namespace bcos_bench
