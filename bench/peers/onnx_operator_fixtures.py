"""Writes `operators.json`: graphs of one operator each, made with onnx.helper, and what PyTorch computes of the same. `README.md` says how to run it.

Each graph takes images [N, 3, 6, 7] that both sides make of a formula, brings them to the operator's channels by a convolution with a matrix of
sines, and what the operator makes to 4 logits by another. A case holds the graph, the logits, and the gradient of the summed cross-entropy. onnxruntime
has to agree with PyTorch on the logits, so that a case is what ONNX means by the operator.
"""

import argparse
import base64
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper

from seeded_numbers import seeded_numbers

IMAGES, SIDES, LOGITS = 2, (6, 7), 4


def sines(*shape):
    """Numbers that no two of are alike."""
    return np.sin(np.arange(np.prod(shape)) * 0.7 + 0.3).reshape(shape).astype(np.float32)


def array(name, value):
    return numpy_helper.from_array(np.asarray(value), name)


def ints(name, *values):
    return array(name, np.array(values, dtype=np.int64))


class Case:
    """A graph with `channels` channels before the operator's nodes, which read `h` and make `y`."""

    def __init__(self, name, channels, nodes, torch_function, arrays=(), opset=17):
        self.name, self.channels, self.nodes, self.function = name, channels, nodes, torch_function
        self.arrays, self.opset = list(arrays), opset


def one(op, inputs=("h",), **attributes):
    return [helper.make_node(op, list(inputs), ["y"], **attributes)]


def asymmetric(x, top, left, bottom, right, value=0.0):
    return F.pad(x, (left, right, top, bottom), value=value)


def conv_case(name, channels, kernel, function, opset=17, bias=True, **attributes):
    weights = sines(*kernel)
    biases = sines(kernel[0]) if bias else None
    arrays = [array("w", weights)] + ([array("bias", biases)] if bias else [])
    inputs = ["h", "w"] + (["bias"] if bias else [])
    w, b = torch.from_numpy(weights), torch.from_numpy(biases) if bias else None
    return Case(name, channels, one("Conv", inputs, **attributes), lambda x: function(x, w, b), arrays, opset)


def unary(name, op, function, opset=17, channels=4, **attributes):
    return Case(name, channels, one(op, **attributes), function, opset=opset)


def pool(name, op, function, opset=17, **attributes):
    return Case(name, 4, one(op, **attributes), function, opset=opset)


def resize(name, scales, mode, coordinates, function, opset=17, sizes=None, **attributes):
    arrays = [array("none", np.zeros(0, np.float32))]
    arrays.append(array("scales", np.array(scales, dtype=np.float32)) if sizes is None else array("scales", np.zeros(0, np.float32)))
    inputs = ["h", "none", "scales"]
    if sizes is not None:
        arrays.append(ints("sizes", *sizes))
        inputs.append("sizes")
    nodes = one("Resize", inputs, mode=mode, coordinate_transformation_mode=coordinates, **attributes)
    return Case(name, 4, nodes, function, arrays, opset)


def interpolate(mode, align=None, **options):
    return lambda x: F.interpolate(x, mode=mode, align_corners=align, **options)


def counted_average(x):
    return F.avg_pool2d(x, 3, 2, 1, ceil_mode=True, count_include_pad=True)


def cases():
    yield conv_case("conv", 3, (4, 3, 3, 3), lambda x, w, b: F.conv2d(x, w, b, padding=1), pads=[1, 1, 1, 1])
    yield conv_case("conv asymmetric pads", 3, (4, 3, 3, 2), lambda x, w, b: F.conv2d(asymmetric(x, 2, 0, 1, 1), w, b), pads=[2, 0, 1, 1])
    yield conv_case("conv strides 2 1", 3, (4, 3, 3, 3), lambda x, w, b: F.conv2d(x, w, b, (2, 1), 1), pads=[1, 1, 1, 1], strides=[2, 1])
    yield conv_case("conv dilation", 3, (4, 3, 3, 3), lambda x, w, b: F.conv2d(x, w, b, 1, 2, 2), pads=[2, 2, 2, 2], dilations=[2, 2])
    yield conv_case("conv groups", 4, (6, 2, 3, 3), lambda x, w, b: F.conv2d(x, w, b, 2, 1, 1, 2), pads=[1, 1, 1, 1], strides=[2, 2], group=2)
    yield conv_case("conv depthwise", 4, (4, 1, 3, 3), lambda x, w, b: F.conv2d(x, w, b, 1, 1, 1, 4), pads=[1, 1, 1, 1], group=4)
    yield conv_case("conv depthwise stride", 4, (8, 1, 5, 5), lambda x, w, b: F.conv2d(x, w, b, 2, 2, 1, 4), pads=[2, 2, 2, 2], strides=[2, 2], group=4)
    yield conv_case("conv depthwise dilation", 4, (4, 1, 3, 3), lambda x, w, b: F.conv2d(x, w, b, 1, 2, 2, 4), pads=[2, 2, 2, 2], dilations=[2, 2], group=4)
    yield conv_case("conv same upper", 3, (4, 3, 3, 3), lambda x, w, b: F.conv2d(asymmetric(x, 0, 1, 1, 1), w, b, 2), auto_pad="SAME_UPPER", strides=[2, 2])
    yield conv_case("conv no bias", 3, (4, 3, 1, 1), lambda x, w, b: F.conv2d(x, w), bias=False)
    for name, options, attributes in [
        ("conv transposed", dict(stride=2, padding=1, output_padding=1), dict(strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1])),
        ("conv transposed groups", dict(stride=1, groups=2, dilation=2), dict(group=2, dilations=[2, 2])),
    ]:
        w = sines(4, 3, 3, 3)
        yield Case(name, 4, one("ConvTranspose", ["h", "w"], **attributes), lambda x, w=torch.from_numpy(w), o=options: F.conv_transpose2d(x, w, **o), [array("w", w)])
    yield pool("max pool", "MaxPool", lambda x: F.max_pool2d(x, 3, 2, 1), kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
    yield pool("max pool ceil", "MaxPool", lambda x: F.max_pool2d(x, 3, 2, 0, ceil_mode=True), kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)
    yield pool("max pool dilation", "MaxPool", lambda x: F.max_pool2d(x, 2, 1, 0, 2), kernel_shape=[2, 2], dilations=[2, 2])
    yield pool("average pool", "AveragePool", lambda x: F.avg_pool2d(x, (2, 3), (2, 1)), kernel_shape=[2, 3], strides=[2, 1])
    yield pool("average pool counted", "AveragePool", lambda x: F.avg_pool2d(x, 3, 2, 1), kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], count_include_pad=1)
    yield pool("average pool not counted", "AveragePool", lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False), kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
    yield pool("average pool ceil", "AveragePool", counted_average, opset=19, kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], ceil_mode=1, count_include_pad=1)
    yield unary("global average pool", "GlobalAveragePool", lambda x: x.mean((2, 3), keepdim=True))
    yield unary("global max pool", "GlobalMaxPool", lambda x: x.amax((2, 3), keepdim=True))
    yield unary("elu", "Elu", lambda x: F.elu(x, 0.7), alpha=0.7)
    yield unary("celu", "Celu", lambda x: F.celu(x, 0.7), alpha=0.7)
    yield unary("selu", "Selu", F.selu)
    yield unary("leaky relu", "LeakyRelu", lambda x: F.leaky_relu(x, 0.2), alpha=0.2)
    yield unary("sigmoid", "Sigmoid", torch.sigmoid)
    yield unary("hard sigmoid", "HardSigmoid", F.hardsigmoid, alpha=1 / 6, beta=0.5)
    yield unary("hard swish", "HardSwish", F.hardswish)
    yield unary("tanh", "Tanh", torch.tanh)
    yield unary("softplus", "Softplus", F.softplus)
    yield unary("softsign", "Softsign", F.softsign)
    yield unary("mish", "Mish", F.mish, opset=18)
    yield unary("erf", "Erf", torch.erf)
    yield unary("gelu", "Gelu", F.gelu, opset=20)
    yield unary("gelu tanh", "Gelu", lambda x: F.gelu(x, approximate="tanh"), opset=20, approximate="tanh")
    yield Case("prelu", 4, one("PRelu", ["h", "slope"]), lambda x: F.prelu(x, torch.from_numpy(sines(4))), [array("slope", sines(4, 1, 1))])
    yield Case("clip by inputs", 4, one("Clip", ["h", "low", "high"]), lambda x: x.clamp(-0.5, 0.8), [array("low", np.float32(-0.5)), array("high", np.float32(0.8))])
    yield Case("clip above", 4, one("Clip", ["h", "", "high"]), lambda x: x.clamp(max=0.3), [array("high", np.float32(0.3))], 11)
    yield unary("softmax 11", "Softmax", lambda x: x.flatten(1).softmax(1).view_as(x), opset=11, axis=1)
    yield unary("softmax 13", "Softmax", lambda x: x.softmax(1), opset=13, axis=1)
    yield unary("log softmax", "LogSoftmax", lambda x: x.log_softmax(-1))
    yield unary("reduce mean 11", "ReduceMean", lambda x: x.mean((2, 3), keepdim=True), opset=11, axes=[2, 3])
    yield Case("reduce mean 18", 4, one("ReduceMean", ["h", "axes"], keepdims=0), lambda x: x.mean((2, 3)), [ints("axes", -1, 2)], 18)
    yield unary("reduce max", "ReduceMax", lambda x: x.amax((1, 3), keepdim=True), opset=13, axes=[1, 3])
    yield unary("reduce l2", "ReduceL2", lambda x: x.norm(dim=3, keepdim=True), opset=13, axes=[3])
    yield unary("reduce log sum exp", "ReduceLogSumExp", lambda x: x.logsumexp((2, 3), keepdim=True), opset=13, axes=[2, 3])
    statistics = {"scale": sines(4) + 1.5, "shift": sines(4), "mean": sines(4) * 0.3, "var": sines(4) ** 2 + 0.2}
    s = {k: torch.from_numpy(v.astype(np.float32)) for k, v in statistics.items()}
    held = [array(k, v.astype(np.float32)) for k, v in statistics.items()]
    yield Case("batch norm", 4, one("BatchNormalization", ["h", "scale", "shift", "mean", "var"], epsilon=1e-3), lambda x: F.batch_norm(x, s["mean"], s["var"], s["scale"], s["shift"], eps=1e-3), held)
    yield Case("instance norm", 4, one("InstanceNormalization", ["h", "scale", "shift"]), lambda x: F.instance_norm(x, weight=s["scale"], bias=s["shift"]), held[:2])
    yield Case("layer norm", 4, one("LayerNormalization", ["h", "w"], axis=-2), lambda x: F.layer_norm(x, SIDES, torch.from_numpy(sines(*SIDES))), [array("w", sines(*SIDES))])
    yield Case("group norm 21", 4, one("GroupNormalization", ["h", "scale", "shift"], num_groups=2), lambda x: F.group_norm(x, 2, s["scale"], s["shift"]), held[:2], 21)
    yield unary("lrn", "LRN", lambda x: F.local_response_norm(x, 3, 0.1, 0.75, 2.0), size=3, alpha=0.1, beta=0.75, bias=2.0)
    yield Case("squeeze 11", 4, [helper.make_node("ReduceMean", ["h"], ["r"], axes=[3]), helper.make_node("Squeeze", ["r"], ["y"], axes=[3])], lambda x: x.mean(3), opset=11)
    yield Case("squeeze 13", 4, [helper.make_node("ReduceMean", ["h"], ["r"], axes=[3]), helper.make_node("Squeeze", ["r", "a"], ["y"])], lambda x: x.mean(3), [ints("a", 3)], 13)
    yield Case("unsqueeze 13", 4, one("Unsqueeze", ["h", "a"]), lambda x: x[:, :, None, :, None, :].reshape(len(x), 4, 1, 6, 1, 7), [ints("a", 2, 4)], 13)
    yield Case("slice backwards", 4, one("Slice", ["h", "s", "e", "a", "d"]), lambda x: x.flip(3)[..., ::2], [ints("s", -1), ints("e", -(2**63)), ints("a", 3), ints("d", -2)])
    halves = [
        helper.make_node("Split", ["h", "p"], ["a", "b"], axis=1),
        helper.make_node("Slice", ["b", "z", "o", "ax"], ["b2"]),
        helper.make_node("Mul", ["a", "b2"], ["y"]),
    ]
    yield Case("split", 4, halves, lambda x: x[:, :1] * x[:, 1:2], [ints("p", 1, 3), ints("z", 0), ints("o", 1), ints("ax", 1)])
    yield Case("gather", 4, one("Gather", ["h", "i"], axis=1), lambda x: x[:, [3, 0, 0]], [ints("i", 3, 0, 0)])
    yield Case("gather two axes", 4, one("Gather", ["h", "i"], axis=2), lambda x: x[:, :, [[0, 5], [2, 2]]], [array("i", np.array([[0, 5], [2, 2]], np.int64))])
    pairs = np.array([[[0, 6], [5, -1]], [[2, 2], [2, 2]], [[3, 0], [-6, 1]]], np.int64)
    first = [helper.make_node("Transpose", ["h"], ["t"], perm=[2, 3, 0, 1]), helper.make_node("GatherND", ["t", "i"], ["g"])]
    back = helper.make_node("Transpose", ["g"], ["y"], perm=[2, 3, 0, 1])
    yield Case("gather nd", 4, [*first, back], lambda x: x[:, :, pairs[..., 0], pairs[..., 1]], [array("i", pairs)])
    yield Case("pad reflect", 4, one("Pad", ["h", "p"], mode="reflect"), lambda x: F.pad(x, (1, 0, 2, 1), mode="reflect"), [ints("p", 0, 0, 2, 1, 0, 0, 1, 0)])
    yield Case("pad edge", 4, one("Pad", ["h", "p"], mode="edge"), lambda x: F.pad(x, (1, 0, 2, 1), mode="replicate"), [ints("p", 0, 0, 2, 1, 0, 0, 1, 0)])
    yield Case("pad constant", 4, one("Pad", ["h", "p", "v"]), lambda x: asymmetric(x[..., :-1], 1, 0, 0, 0, 0.25), [ints("p", 0, 0, 1, 0, 0, 0, 0, -1), array("v", np.float32(0.25))])
    yield Case("tile", 4, one("Tile", ["h", "t"]), lambda x: x.tile(1, 2, 1, 1), [ints("t", 1, 2, 1, 1)])
    yield Case("expand", 4, [helper.make_node("ReduceMean", ["h"], ["r"], axes=[3]), helper.make_node("Expand", ["r", "s"], ["y"])], lambda x: x.mean(3, keepdim=True).expand(-1, -1, -1, 3), [ints("s", 1, 1, 3)], 13)
    yield Case("where", 4, [helper.make_node("Greater", ["h", "zero"], ["c"]), helper.make_node("Where", ["c", "h", "other"], ["y"])], lambda x: torch.where(x > 0, x, torch.from_numpy(sines(4, 1, 1))), [array("zero", np.float32(0)), array("other", sines(4, 1, 1))])
    yield Case("pow", 4, one("Pow", ["h", "e"]), lambda x: x**3, [array("e", np.float32(3))])
    yield unary("space to depth", "SpaceToDepth", lambda x: F.pixel_unshuffle(F.pad(x, (0, 1)), 2), blocksize=2)
    yield Case("depth to space", 4, one("DepthToSpace", blocksize=2, mode="CRD"), lambda x: F.pixel_shuffle(x, 2))
    yield Case("matmul", 4, one("MatMul", ["h", "w"]), lambda x: x @ torch.from_numpy(sines(7, 5)), [array("w", sines(7, 5))])
    yield Case("matmul stacks", 4, [helper.make_node("Transpose", ["h"], ["t"], perm=[0, 1, 3, 2]), helper.make_node("MatMul", ["h", "t"], ["y"])], lambda x: x @ x.transpose(2, 3))
    yield Case("einsum", 4, one("Einsum", ["h", "h"], equation="bchw,bchv->bcwv"), lambda x: torch.einsum("bchw,bchv->bcwv", x, x))
    yield Case("einsum weights", 4, one("Einsum", ["h", "w"], equation="bchw,cdw->bhd"), lambda x: torch.einsum("bchw,cdw->bhd", x, torch.from_numpy(sines(4, 3, 7))), [array("w", sines(4, 3, 7))])
    yield resize("resize nearest", [1, 1, 2, 2], "nearest", "asymmetric", interpolate("nearest", scale_factor=2), nearest_mode="floor")
    yield resize("resize linear", [1, 1, 2, 2], "linear", "half_pixel", interpolate("bilinear", False, scale_factor=2))
    yield resize("resize align corners", None, "linear", "align_corners", interpolate("bilinear", True, size=(9, 4)), sizes=[IMAGES, 4, 9, 4])
    yield resize("resize cubic", None, "cubic", "half_pixel", interpolate("bicubic", False, size=(4, 11)), sizes=[IMAGES, 4, 4, 11])
    yield Case("identity and dropout", 4, [helper.make_node("Identity", ["h"], ["i"]), helper.make_node("Dropout", ["i"], ["y"])], lambda x: x)


def graph_of(case, made):
    """The whole graph; `made` is the shape of one image after the operator."""
    width = int(np.prod(made))
    arrays = [
        array("first", sines(case.channels, 3, 1, 1)), *case.arrays, ints("flat", IMAGES, width), array("last", sines(width, LOGITS)),
    ]  # fmt: skip
    nodes = [
        helper.make_node("Conv", ["images", "first"], ["h"]),
        *case.nodes,
        helper.make_node("Reshape", ["y", "flat"], ["rows"]),
        helper.make_node("MatMul", ["rows", "last"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes, "g", [helper.make_tensor_value_info("images", TensorProto.FLOAT, [IMAGES, 3, *SIDES])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [IMAGES, LOGITS])], arrays,
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", case.opset)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def base64_of(tensor):
    return base64.b64encode(tensor.detach().numpy().astype(np.float32).tobytes()).decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    written = []
    for case in cases():
        images = seeded_numbers(f"{case.name} images", (IMAGES, 3, *SIDES), 0, 1)
        if case.name == "space to depth":
            # It needs even sides: the graph pads by a column first.
            case.nodes = [helper.make_node("Pad", ["h", "p"], ["q"]), helper.make_node("SpaceToDepth", ["q"], ["y"], blocksize=2)]
            case.arrays = [ints("p", 0, 0, 0, 0, 0, 0, 0, 1)]
            # ONNX has the place within a block before the channel, PyTorch behind it.
            case.function = lambda x: F.pixel_unshuffle(F.pad(x, (0, 1)), 2).view(len(x), 4, 4, 3, 4).transpose(1, 2)
        leaf = images.clone().requires_grad_()
        h = F.conv2d(leaf, torch.from_numpy(sines(case.channels, 3, 1, 1)))
        y = case.function(h)
        logits = y.reshape(IMAGES, -1) @ torch.from_numpy(sines(y[0].numel(), LOGITS))
        loss = F.cross_entropy(logits, torch.arange(IMAGES) % LOGITS, reduction="sum")
        (gradient,) = torch.autograd.grad(loss, [leaf])
        model = graph_of(case, tuple(y.shape[1:]))
        print(case.name, end=" ", flush=True)
        (other,) = onnxruntime.InferenceSession(model.SerializeToString()).run(None, {"images": images.numpy()})
        error = np.abs(other - logits.detach().numpy()).max() / np.abs(other).max()
        assert error < 5e-5, f"{case.name}: PyTorch and onnxruntime differ by {error}"
        written.append({
            "name": case.name, "onnx": base64.b64encode(model.SerializeToString()).decode(),
            "logits": base64_of(logits), "gradient": base64_of(gradient),
        })  # fmt: skip
    record = {"images": IMAGES, "sides": list(SIDES), "classes": LOGITS, "cases": written}
    (folder / "operators.json").write_text(json.dumps(record, indent=1) + "\n")
    print(len(written), "cases", (folder / "operators.json").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
