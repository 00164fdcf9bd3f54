"""The ResNet-8 of He et al. (2016, section 4.2) for CIFAR, written from the article: 3x3 convolutions, BatchNorm, ReLU, and
shortcuts without parameters (option A). Names of parameters are those of packages/models."""

import torch.nn.functional as F
from torch import nn

WIDTHS = (16, 32, 64)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        # Modules, each used once: Captum's DeepLift asks for it.
        self.relu1 = nn.ReLU()
        self.relu2 = nn.ReLU()
        self.stride = stride
        self.new_channels = outputs - inputs

    def shortcut(self, x):
        side = self.new_channels // 2
        return F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, side, side))

    def forward(self, x):
        h = self.relu1(self.bn1(self.conv1(x)))
        return self.relu2(self.bn2(self.conv2(h)) + self.shortcut(x))


class ResNet8(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, WIDTHS[0], 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(WIDTHS[0])
        self.relu = nn.ReLU()
        self.layer1 = nn.Sequential(Block(WIDTHS[0], WIDTHS[0], 1))
        self.layer2 = nn.Sequential(Block(WIDTHS[0], WIDTHS[1], 2))
        self.layer3 = nn.Sequential(Block(WIDTHS[1], WIDTHS[2], 2))
        self.linear = nn.Linear(WIDTHS[2], classes)

    def forward(self, x):
        h = self.relu(self.bn1(self.conv1(x)))
        h = self.layer3(self.layer2(self.layer1(h)))
        return self.linear(h.mean((2, 3)))
