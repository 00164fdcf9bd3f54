// WinogradConv, the convolution of a 3x3 kernel at stride 1 with one zero of padding, and its gradient.
#include <memory>
#include <string>

#include "op.h"
#include "processor.h"
#include "winograd_tiles.h"

namespace bcos_bench {
namespace {

// The work of the op, for one kind of processor.
struct WinogradUnit {
  TransformKernels transform;
  ConvolveTiles convolve;
};

// The best that this processor can run.
WinogradUnit BestUnit() {
  if (HasAvx2()) return {TransformKernelsAvx2, ConvolveTilesAvx2};
  return {TransformKernelsPortable, ConvolveTilesPortable};
}

class WinogradConvOp : public OpKernel {
 public:
  explicit WinogradConvOp(OpKernelConstruction* construction) : OpKernel(construction), unit_(BestUnit()) {
    int turned;
    OP_REQUIRES_OK(construction, construction->GetAttr("turned", &turned));
    turned_ = turned != 0;
  }

  void Compute(OpKernelContext* context) override {
    const Tensor& x = context->input(0);
    const Tensor& kernel = context->input(1);
    OP_REQUIRES_OK(context, CheckImages("x", x.shape()));
    const int inputs_at = turned_ ? 3 : 2;
    OP_REQUIRES(context,
                kernel.dims() == 4 && kernel.dim_size(0) == 3 && kernel.dim_size(1) == 3 &&
                    kernel.dim_size(inputs_at) == x.dim_size(3),
                absl::InvalidArgumentError("kernel must be [3, 3, I, O] for the channels of x, " +
                                           std::to_string(x.dim_size(3)) + ", but is " +
                                           kernel.shape().DebugString()));
    const int64_t outputs = kernel.dim_size(5 - inputs_at);
    Tensor* y = nullptr;
    OP_REQUIRES_OK(context, context->allocate_output(0, WithChannels(x.shape(), outputs), &y));
    Tensor transformed;
    OP_REQUIRES_OK(context, Transform(context, kernel, x.dim_size(3), outputs, &transformed));
    const WinogradTask task = {x.flat<float>().data(), transformed.flat<float>().data(), y->flat<float>().data(),
                               x.dim_size(1),          x.dim_size(2),                    x.dim_size(3),
                               outputs};
    const ConvolveTiles convolve = unit_.convolve;
    const int64_t cost = kPoints * task.inputs * task.outputs;
    ForEachShard(context, x.dim_size(0) * task.TilesOfImage(), cost, [task, convolve](int64_t first, int64_t end) {
      const std::unique_ptr<float[]> scratch(new float[task.Scratch()]());
      convolve(task, first, end, scratch.get());
    });
  }

 private:
  // Each time anew, which takes less time than it seems, and less memory than to keep 16 numbers for every 9.
  absl::Status Transform(OpKernelContext* context, const Tensor& kernel, int64_t inputs, int64_t outputs,
                         Tensor* transformed) const {
    WinogradKernel task = {kernel.flat<float>().data(), turned_, inputs, outputs, nullptr};
    TF_RETURN_IF_ERROR(
        context->allocate_temp(tensorflow::DT_FLOAT, TensorShape({kPoints, task.PointSize()}), transformed));
    task.transformed = transformed->flat<float>().data();
    const TransformKernels transform = unit_.transform;
    ForEachShard(context, task.Groups(), kPoints * inputs * kColumns,
                 [task, transform](int64_t first, int64_t end) { transform(task, first, end); });
    return absl::OkStatus();
  }

  WinogradUnit unit_;
  bool turned_;
};

REGISTER_OP("WinogradConv")
    .Input("x: float")
    .Input("kernel: float")
    .Output("y: float")
    .Attr("turned: int = 0")
    .Doc("The convolution of x [N, H, W, I] with a kernel [3, 3, I, O], stride 1, padding 1; if `turned`, the gradient "
         "of the convolution with a kernel [3, 3, O, I] with respect to its input.")
    .SetShapeFn([](InferenceContext* context) {
      int turned;
      TF_RETURN_IF_ERROR(context->GetAttr("turned", &turned));
      ShapeHandle x;
      ShapeHandle kernel;
      ShapeHandle y;
      TF_RETURN_IF_ERROR(context->WithRank(context->input(0), 4, &x));
      TF_RETURN_IF_ERROR(context->WithRank(context->input(1), 4, &kernel));
      TF_RETURN_IF_ERROR(context->ReplaceDim(x, 3, context->Dim(kernel, turned == 0 ? 3 : 2), &y));
      context->set_output(0, y);
      return absl::OkStatus();
    });
REGISTER_KERNEL_BUILDER(Name("WinogradConv").Device(tensorflow::DEVICE_CPU), WinogradConvOp);

}  // namespace
}  // namespace bcos_bench
