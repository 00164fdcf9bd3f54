"""Compares ONNX networks with PyTorch, and prints a table: `python onnx_parity.py FOLDER [--only NAME] [--size full|small] [--speed]`.

For each network it takes some steps of training, exports it by one of PyTorch's exporters, imports the file with bcos-import, and computes in
PyTorch and here: logits and the gradient of the cross-entropy of 8 images (largest error relative to the largest number; the gradient's as a relative l2 norm), and
the losses of PGD-20 (l-inf 2/255, step 0.5/255, from the image, by robustness' rule) of 24 images, each with its own gradients. Logits and gradients are compared with
PyTorch in float64: ours / PyTorch's own in float32. It needs what `npm run build` built.
`--speed` prints seconds of a forward and backward pass of an image in batches of 24: PyTorch eager, torch.compile, and ours, each with as many threads as
OMP_NUM_THREADS and TF_NUM_INTRAOP_THREADS say.
"""

import argparse
import copy
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import onnx_networks as small
from onnx_comparison import ATTACKED, HEADS, SPEED_HEADS, compared, labels, print_row, seconds
from torchvision import models


class WideResNet(torch.nn.Module):
    """WideResNet-28-10 of Zagoruyko and Komodakis, as RobustBench has it."""

    class Block(torch.nn.Module):
        def __init__(self, inputs, outputs, stride):
            super().__init__()
            self.bn1, self.bn2 = torch.nn.BatchNorm2d(inputs), torch.nn.BatchNorm2d(outputs)
            self.conv1 = torch.nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
            self.conv2 = torch.nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
            same = inputs == outputs
            self.shortcut = None if same else torch.nn.Conv2d(inputs, outputs, 1, stride, bias=False)

        def forward(self, x):
            h = F.relu(self.bn1(x))
            y = self.conv2(F.relu(self.bn2(self.conv1(h))))
            return y + (x if self.shortcut is None else self.shortcut(h))

    def __init__(self, depth=28, widen=10, classes=10):
        super().__init__()
        widths, blocks = [16, 16 * widen, 32 * widen, 64 * widen], (depth - 4) // 6
        self.conv1 = torch.nn.Conv2d(3, widths[0], 3, 1, 1, bias=False)
        layers = []
        for i in range(3):
            for j in range(blocks):
                stride = 2 if i > 0 and j == 0 else 1
                layers.append(self.Block(widths[i] if j == 0 else widths[i + 1], widths[i + 1], stride))
        self.blocks, self.bn = torch.nn.Sequential(*layers), torch.nn.BatchNorm2d(widths[3])
        self.fc = torch.nn.Linear(widths[3], classes)

    def forward(self, x):
        return self.fc(F.relu(self.bn(self.blocks(self.conv1(x)))).mean((2, 3)))


def of(name, **options):
    return lambda: getattr(models, name)(num_classes=10, **options)


# Name, how it is made, sides, exporter.
FULL = [
    ("ResNet-18", of("resnet18"), 32, "dynamo"),
    ("WideResNet-28-10", WideResNet, 32, "dynamo"),
    ("VGG-16-BN", of("vgg16_bn"), 32, "dynamo"),
    ("DenseNet-121", of("densenet121"), 32, "torchscript"),
    ("MobileNetV2", of("mobilenet_v2"), 64, "dynamo"),
    ("MobileNetV3-L", of("mobilenet_v3_large"), 64, "torchscript"),
    ("EfficientNet-B0", of("efficientnet_b0"), 64, "dynamo"),
    ("ConvNeXt-T", of("convnext_tiny"), 64, "torchscript"),
    ("ViT-B/16", of("vit_b_16", image_size=64), 64, "dynamo"),
    ("Swin-T", of("swin_t"), 64, "torchscript"),
]
SMALL = [(f"{name} (small)", make, size, kinds[0]) for name, (make, size, kinds) in small.SMALL.items()]


def peer_of(network):
    """Logits, losses and the gradient of their sum, of images [N, rows, columns, 3]."""

    def peer(images):
        kind = next(network.parameters()).dtype
        x = torch.from_numpy(np.ascontiguousarray(images.transpose(0, 3, 1, 2))).to(kind).requires_grad_()
        logits = network(x)
        losses = F.cross_entropy(logits, torch.from_numpy(labels(len(images))), reduction="none")
        (gradient,) = torch.autograd.grad(losses.sum(), [x])
        return logits.detach().numpy(), losses.detach().numpy(), gradient.numpy().transpose(0, 2, 3, 1)

    return peer


def trained(make, size):
    """Networks with batch norms need statistics of images that differ; others tell noise apart as they begin."""
    if any(isinstance(module, torch.nn.BatchNorm2d) for module in make().modules()):
        return small.trained_on_colours(make, size)
    return small.trained_a_little(make, size, steps=3, batch=4, rate=0.005)


def row(name, make, size, exporter, folder, speed):
    network = trained(make, size)
    torch.manual_seed(1)
    images = torch.rand(ATTACKED, 3, size, size)
    file = folder / "network.onnx"
    small.export(network, images[:2], file, exporter, external=False)
    images = images.permute(0, 2, 3, 1).contiguous().numpy()
    exact = peer_of(copy.deepcopy(network).double())
    cells, ours = compared(peer_of(network), images, file, folder, speed=speed, exact=exact)
    if speed:
        compiled = peer_of(torch.compile(network))
        times = [seconds(lambda: peer_of(network)(images)), seconds(lambda: compiled(images)), ours]
        cells += [f"{1000 * t:.2f}" for t in times]
    print_row([name, f"{size}x{size}", exporter, *cells])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--size", choices=["full", "small"], default="full")
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    heads = HEADS + (SPEED_HEADS if asked.speed else [])
    print_row(heads)
    print("|" + "---|" * len(heads))
    for network in SMALL if asked.size == "small" else FULL:
        if asked.only is None or asked.only in network[0]:
            row(*network, asked.folder, asked.speed)


if __name__ == "__main__":
    main()
