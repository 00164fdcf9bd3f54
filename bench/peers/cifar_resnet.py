"""The ResNets of He et al. (2016, section 4.2) for CIFAR of any depth 6n + 2, out of the blocks of resnet8.py."""

import torch
import torch.nn.functional as F
from torch import nn

from resnet8 import WIDTHS, Block


class CifarResNet(nn.Module):
    """`normalisation` holds the means and deviations that are taken out of the images, or is None."""

    def __init__(self, depth, normalisation, classes=10):
        super().__init__()
        self.normalisation = normalisation
        blocks = (depth - 2) // 6
        self.conv1 = nn.Conv2d(3, WIDTHS[0], 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(WIDTHS[0])
        self.layer1 = _stage(WIDTHS[0], WIDTHS[0], 1, blocks)
        self.layer2 = _stage(WIDTHS[0], WIDTHS[1], 2, blocks)
        self.layer3 = _stage(WIDTHS[1], WIDTHS[2], 2, blocks)
        self.linear = nn.Linear(WIDTHS[2], classes)

    def forward(self, x):
        h = F.relu(self.bn1(self.conv1(self._normalised(x))))
        h = self.layer3(self.layer2(self.layer1(h)))
        return self.linear(h.mean((2, 3)))

    def _normalised(self, x):
        if self.normalisation is None:
            return x
        mean, std = (torch.tensor(self.normalisation[name]).view(1, -1, 1, 1) for name in ("mean", "std"))
        return (x - mean) / std


def _stage(inputs, outputs, stride, blocks):
    return nn.Sequential(Block(inputs, outputs, stride), *(Block(outputs, outputs, 1) for _ in range(blocks - 1)))
