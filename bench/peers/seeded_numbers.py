"""Numbers of a formula that the specs know too (packages/models/src/testing/seededNumbers.fixture.ts), so that neither weights
nor images need to be stored: the same float32 bits on both sides."""

import math
import zlib

import numpy as np
import torch


def seeded_numbers(name, shape, low=-1.0, high=1.0):
    """A float32 tensor of `shape`, uniform in [low, high): its numbers are hashes of its name and of their places."""
    count = math.prod(shape)
    words = np.arange(count, dtype=np.uint32) + np.uint32(zlib.crc32(name.encode()))
    unit = _hashed(words).astype(np.float64) / 2**32
    return torch.from_numpy((low + (high - low) * unit).astype(np.float32)).reshape(shape)


def _hashed(x):
    """The 32-bit mixer `lowbias32` of Chris Wellons (https://nullprogram.com/blog/2018/07/31/), word by word."""
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x7FEB352D)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x846CA68B)
    return x ^ (x >> np.uint32(16))


@torch.no_grad()
def fill(network):
    """Fills every parameter and running statistic by its name: kernels as wide as Kaiming's, the rest about where it starts."""
    for name, tensor in network.state_dict().items():
        if tensor.dim() > 1:
            width = math.sqrt(6 / math.prod([tensor.shape[0], *tensor.shape[2:]]))
            tensor.copy_(seeded_numbers(name, tensor.shape, -width, width))
        elif name.endswith(("running_mean", "bias")):
            tensor.copy_(seeded_numbers(name, tensor.shape, -0.3, 0.3))
        elif tensor.dim() == 1:
            tensor.copy_(seeded_numbers(name, tensor.shape, 0.5, 1.5))
    return network
