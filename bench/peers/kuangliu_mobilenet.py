"""MobileNetV2 with the names of kuangliu's pytorch-cifar, which is no package: from the article (Sandler et al. 2018, tables 1 and 2), with
stride 1 in the stem and in the second stage, for images of 32x32."""

import torch
from torch import nn

# Expansion, outputs, blocks, stride of the first.
STAGES = [(1, 16, 1, 1), (6, 24, 2, 1), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, expansion, stride):
        super().__init__()
        self.stride, middle = stride, inputs * expansion
        self.conv1, self.bn1 = nn.Conv2d(inputs, middle, 1, bias=False), nn.BatchNorm2d(middle)
        self.conv2, self.bn2 = nn.Conv2d(middle, middle, 3, stride, 1, groups=middle, bias=False), nn.BatchNorm2d(middle)
        self.conv3, self.bn3 = nn.Conv2d(middle, outputs, 1, bias=False), nn.BatchNorm2d(outputs)
        changes = stride == 1 and inputs != outputs
        self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, bias=False), nn.BatchNorm2d(outputs)) if changes else nn.Sequential()

    def forward(self, x):
        h = self.bn1(self.conv1(x)).relu()
        h = self.bn3(self.conv3(self.bn2(self.conv2(h)).relu()))
        return h + self.shortcut(x) if self.stride == 1 else h


class MobileNetV2(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 32, 3, 1, 1, bias=False), nn.BatchNorm2d(32)
        blocks, channels = [], 32
        for expansion, outputs, count, stride in STAGES:
            for k in range(count):
                blocks.append(InvertedResidual(channels, outputs, expansion, stride if k == 0 else 1))
                channels = outputs
        self.layers = nn.Sequential(*blocks)
        self.conv2, self.bn2 = nn.Conv2d(320, 1280, 1, bias=False), nn.BatchNorm2d(1280)
        self.linear = nn.Linear(1280, num_classes)

    def forward(self, x):
        h = self.layers(self.bn1(self.conv1(x)).relu())
        h = self.bn2(self.conv2(h)).relu()
        return self.linear(torch.flatten(nn.functional.avg_pool2d(h, 4), 1))
