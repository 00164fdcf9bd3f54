"""Writes the fixture of packages/data: what torchvision makes of images of odd sizes by `Resize` and `CenterCrop`.

    python resize_fixtures.py ../../packages/data/src/folder/fixtures

`resizes.json` holds, for each case, the sizes and the bytes (row, column, channel; base64) that come out, of an image that the formula
below makes: of an image of Pillow, and of a tensor of bytes with antialias=True. The same versions write the same bytes."""

import argparse
import base64
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from torchvision import transforms

# width, height, channels, Resize, CenterCrop
CASES = [
    (75, 50, 3, 32, 32),
    (50, 75, 3, 32, 32),
    (101, 67, 3, 33, 28),
    (67, 100, 1, 40, 29),
    (20, 31, 3, 64, 64),
    (31, 20, 1, 45, 33),
    (32, 32, 3, 32, 32),
    (33, 33, 3, 32, 32),
    (32, 47, 3, 32, 31),
    (1, 3, 3, 8, 8),
    (500, 375, 3, 64, 56),
    (19, 300, 1, 12, 12),
]


def image_of(width, height, channels):
    """Waves of several lengths, with jumps: bytes of row, column, channel."""
    row, column, channel = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    return ((row * row * 3 + row * column * 5 + channel * 77 + (row ^ column) * 11) % 256).astype(np.uint8)


def rows_first(width, height, resize):
    """Pillow 13 begins with the columns where they shrink more than the rows, as the rounded longer side of a tall image does."""
    return width >= height or resize * height % width == 0


def text(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def case(width, height, channels, resize, size):
    image = image_of(width, height, channels)
    brought = transforms.Compose([transforms.Resize(resize, antialias=True), transforms.CenterCrop(size)])
    pillow = np.asarray(brought(Image.fromarray(image[:, :, 0] if channels == 1 else image)))
    tensor = brought(torch.from_numpy(image).permute(2, 0, 1)).permute(1, 2, 0).numpy()
    return {
        "width": width,
        "height": height,
        "channels": channels,
        "resize": resize,
        "size": size,
        "rowsFirst": rows_first(width, height, resize),
        "pillow": text(pillow),
        "tensor": text(tensor),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(case(*numbers)) for numbers in CASES)
    (folder / "resizes.json").write_text(f"[\n{lines}\n]\n")
