// WindowConv, a convolution at any stride and padding, and WindowConvGrad, its gradient with respect to the input.
#include <string>
#include <vector>

#include "op.h"
#include "patch_window.h"
#include "processor.h"
#include "window_product.h"

namespace bcos_bench {
namespace {

// Every `step`-th tap in both directions from [row, column] on.
struct TapChoice {
  int64_t row;
  int64_t column;
  int64_t step;

  static int64_t Count(int64_t k, int64_t first, int64_t step) { return first < k ? (k - first + step - 1) / step : 0; }
  int64_t Down(int64_t k) const { return Count(k, row, step); }
  int64_t Across(int64_t k) const { return Count(k, column, step); }
};

MultiplyWindows FastestProduct() {
  if (HasAvx512()) return MultiplyWindowsAvx512;
  return HasAvx2() ? MultiplyWindowsAvx2 : MultiplyWindowsPortable;
}

class WindowConvOp : public OpKernel {
 public:
  explicit WindowConvOp(OpKernelConstruction* construction) : OpKernel(construction), multiply_(FastestProduct()) {
    OP_REQUIRES_OK(construction, construction->GetAttr("k", &k_));
    OP_REQUIRES_OK(construction, construction->GetAttr("stride", &stride_));
    OP_REQUIRES_OK(construction, construction->GetAttr("pad", &pad_));
    OP_REQUIRES_OK(construction, construction->GetAttr("outputs", &outputs_));
  }

 protected:
  int64_t outputs() const { return outputs_; }

  // That the window fits images of the shape `x`; then the window over `x`.
  absl::Status WindowOver(const TensorShape& x, PatchWindow* window) const {
    TF_RETURN_IF_ERROR(CheckImages("x", x));
    *window = {k_, stride_, pad_, x.dim_size(1), x.dim_size(2)};
    if (window->Fits()) return absl::OkStatus();
    return absl::InvalidArgumentError("the window of " + std::to_string(k_) + " does not fit into " + x.DebugString() +
                                      " with padding " + std::to_string(pad_));
  }

  // That `packed` has as many numbers as the kernel of a product.
  absl::Status CheckPacked(const TensorShape& packed, const WindowProduct& product) const {
    const int64_t wanted = product.Groups() * kOutputsAtOnce * k_ * k_ * product.inputs;
    if (packed.num_elements() == wanted) return absl::OkStatus();
    return absl::InvalidArgumentError("the packed kernel must have " + std::to_string(wanted) + " numbers, but is " +
                                      packed.DebugString());
  }

  // Makes the places of y that `places` names, from the taps that it looks through. @returns the numbers of their kernel
  int64_t Multiply(OpKernelContext* context, WindowProduct product, WindowPlaces places, int64_t images, TapChoice taps,
                   const float* kernel) const {
    places.taps_down = taps.Down(k_);
    places.taps_across = taps.Across(k_);
    places.kernel = kernel;
    const int64_t numbers = places.taps_down * places.taps_across * product.inputs;
    const std::vector<float> zeros(product.inputs);
    product.zeros = zeros.data();
    const MultiplyWindows multiply = multiply_;
    ForEachShard(context, images * places.rows * places.columns, numbers * product.outputs,
                 [=](int64_t first, int64_t end) { multiply(product, places, first, end); });
    return product.Groups() * kOutputsAtOnce * numbers;
  }

 private:
  MultiplyWindows multiply_;
  int k_;
  int stride_;
  int pad_;
  int outputs_;
};

class WindowConvForwardOp : public WindowConvOp {
 public:
  using WindowConvOp::WindowConvOp;

  void Compute(OpKernelContext* context) override {
    const Tensor& x = context->input(0);
    const Tensor& packed = context->input(1);
    PatchWindow window;
    OP_REQUIRES_OK(context, WindowOver(x.shape(), &window));
    const TensorShape shape({x.dim_size(0), window.OutHeight(), window.OutWidth(), outputs()});
    Tensor* y = nullptr;
    OP_REQUIRES_OK(context, context->allocate_output(0, shape, &y));
    const WindowProduct product = {x.flat<float>().data(), y->flat<float>().data(), window.height,   window.width,
                                   window.OutHeight(),     window.OutWidth(),       x.dim_size(3), outputs()};
    OP_REQUIRES_OK(context, CheckPacked(packed.shape(), product));
    WindowPlaces places = {};
    places.step = places.direction = 1;
    places.rows = window.OutHeight();
    places.columns = window.OutWidth();
    places.top = places.left = -window.pad;
    places.stride = window.stride;
    Multiply(context, product, places, x.dim_size(0), {0, 0, 1}, packed.flat<float>().data());
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
    const Tensor& packed = context->input(1);
    OP_REQUIRES_OK(context, CheckImages("dy", dy.shape()));
    const TensorShape shape({dy.dim_size(0), height_, width_, outputs()});
    PatchWindow window;
    OP_REQUIRES_OK(context, WindowOver(shape, &window));
    const TensorShape windows({dy.dim_size(0), window.OutHeight(), window.OutWidth(), dy.dim_size(3)});
    OP_REQUIRES_OK(context, CheckShape("dy", dy.shape(), windows));
    Tensor* dx = nullptr;
    OP_REQUIRES_OK(context, context->allocate_output(0, shape, &dx));
    const WindowProduct product = {dy.flat<float>().data(), dx->flat<float>().data(), window.OutHeight(),
                                   window.OutWidth(),       window.height,            window.width,
                                   dy.dim_size(3),          outputs()};
    OP_REQUIRES_OK(context, CheckPacked(packed.shape(), product));
    const float* kernel = packed.flat<float>().data();
    for (int64_t row = 0; row < window.stride; ++row) {
      for (int64_t column = 0; column < window.stride; ++column) {
        kernel += Multiply(context, product, PlacesWith(window, row, column), dy.dim_size(0),
                           {row, column, window.stride}, kernel);
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
    .Input("packed: float")
    .Output("y: float")
    .Attr("k: int >= 1")
    .Attr("stride: int >= 1")
    .Attr("pad: int >= 0")
    .Attr("outputs: int >= 1")
    .Doc("The convolution of x [N, H, W, I] with a kernel [k, k, I, outputs], `pad` zeros on every side. The kernel is packed: "
         "[groups, k, k, I, 16], a group for every 16 outputs, and zeros after the last.")
    .SetShapeFn([](InferenceContext* context) {
      int k;
      int stride;
      int pad;
      int outputs;
      TF_RETURN_IF_ERROR(context->GetAttr("k", &k));
      TF_RETURN_IF_ERROR(context->GetAttr("stride", &stride));
      TF_RETURN_IF_ERROR(context->GetAttr("pad", &pad));
      TF_RETURN_IF_ERROR(context->GetAttr("outputs", &outputs));
      ShapeHandle x;
      TF_RETURN_IF_ERROR(context->WithRank(context->input(0), 4, &x));
      DimensionHandle sides[2];
      for (int i = 0; i < 2; ++i) {
        TF_RETURN_IF_ERROR(tensorflow::shape_inference::GetWindowedOutputSizeFromDimsV2(
            context, context->Dim(x, 1 + i), context->MakeDim(k), /*dilation_rate=*/1, stride,
            tensorflow::Padding::EXPLICIT, pad, pad, &sides[i]));
      }
      context->set_output(0, context->MakeShape({context->Dim(x, 0), sides[0], sides[1], outputs}));
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("WindowConv").Device(tensorflow::DEVICE_CPU), WindowConvForwardOp);

REGISTER_OP("WindowConvGrad")
    .Input("dy: float")
    .Input("packed: float")
    .Output("dx: float")
    .Attr("k: int >= 1")
    .Attr("stride: int >= 1")
    .Attr("pad: int >= 0")
    .Attr("height: int >= 1")
    .Attr("width: int >= 1")
    .Attr("outputs: int >= 1")
    .Doc("The gradient of WindowConv with respect to x [N, height, width, outputs], where dy [N, H, W, O] is that with respect to "
         "y. The kernel is packed: for each row and column before the stride, the taps from there on that are whole strides "
         "apart, [groups, taps, O, 16], a group for every 16 channels of x.")
    .SetShapeFn([](InferenceContext* context) {
      int height;
      int width;
      int outputs;
      TF_RETURN_IF_ERROR(context->GetAttr("height", &height));
      TF_RETURN_IF_ERROR(context->GetAttr("width", &width));
      TF_RETURN_IF_ERROR(context->GetAttr("outputs", &outputs));
      ShapeHandle dy;
      TF_RETURN_IF_ERROR(context->WithRank(context->input(0), 4, &dy));
      context->set_output(0, context->MakeShape({context->Dim(dy, 0), height, width, outputs}));
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("WindowConvGrad").Device(tensorflow::DEVICE_CPU), WindowConvGradOp);

}  // namespace
}  // namespace bcos_bench
