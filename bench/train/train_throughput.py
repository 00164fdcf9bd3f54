"""Prints, as JSON lines, how many images a second PyTorch trains: forward, backward and Adam on one batch.

    python train_throughput.py --arch bcos-resnet20 --batch 64 --steps 20 --impl eager
"""

import argparse
import json
import math
import sys
import time
from functools import partial
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "peers"))
import torchvision_shim  # noqa: E402, F401  before anything that imports torchvision
import bcos.models.resnet as bcos_resnet  # noqa: E402
from bcos.modules.bcosconv2d import BcosConv2d  # noqa: E402
from resnet8 import WIDTHS, Block  # noqa: E402

CLASSES = 10


class ResNet(nn.Module):
    """He et al.'s ResNet of depth 6n+2 for CIFAR, of the blocks of `bench/peers/resnet8.py`."""

    def __init__(self, n):
        super().__init__()
        widths = [WIDTHS[0], *[width for width in WIDTHS for _ in range(n)]]
        blocks = [Block(i, o, 1 if i == o else 2) for i, o in zip(widths, widths[1:])]
        stem = nn.Conv2d(3, WIDTHS[0], 3, 1, 1, bias=False)
        self.features = nn.Sequential(stem, nn.BatchNorm2d(WIDTHS[0]), nn.ReLU(), *blocks)
        self.linear = nn.Linear(WIDTHS[-1], CLASSES)

    def forward(self, x):
        return self.linear(self.features(x).mean((2, 3)))


def bcos(depth):
    make = getattr(bcos_resnet, f"cifar10_resnet{depth}")
    conv = partial(BcosConv2d, b=2, max_out=1)
    return make(num_classes=CLASSES, norm_layer=nn.Identity, logit_bias=-math.log(CLASSES - 1), conv_layer=conv)


def bce(logits, labels):
    return F.binary_cross_entropy_with_logits(logits, F.one_hot(labels, CLASSES).float())


def network_of(arch):
    """The network, the channels of its input and its loss."""
    depth = int(arch.rsplit("resnet", 1)[1])
    return (bcos(depth), 6, bce) if arch.startswith("bcos") else (ResNet((depth - 2) // 6), 3, F.cross_entropy)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--arch", default="bcos-resnet20")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--impl", default="eager", choices=["eager", "compile"])
    args = parser.parse_args()
    torch.manual_seed(0)
    network, channels, loss = network_of(args.arch)
    network.train()
    run = torch.compile(network) if args.impl == "compile" else network
    optimiser = torch.optim.Adam(network.parameters(), 1e-3)
    x, y = torch.rand(args.batch, channels, 32, 32), torch.randint(0, CLASSES, (args.batch,))

    def step():
        optimiser.zero_grad(set_to_none=True)
        loss(run(x), y).backward()
        optimiser.step()

    for _ in range(3):
        step()
    for _ in range(args.rounds):
        began = time.perf_counter()
        for _ in range(args.steps):
            step()
        rate = args.batch * args.steps / (time.perf_counter() - began)
        print(json.dumps({"impl": args.impl, "arch": args.arch, "batch": args.batch, "imagesPerSecond": rate}), flush=True)


if __name__ == "__main__":
    main()
