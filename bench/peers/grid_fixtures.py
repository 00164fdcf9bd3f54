"""Writes `grid.json` of packages/measure: the grid pointing game by a second implementation, on a B-cos network and images of the
formula, explained by the `bcos` package. `README.md` says how to run it; the same versions write the same numbers.
"""

import argparse
import json
from pathlib import Path

import torch

from peer_networks import CLASSES, peer_network
from seeded_numbers import fill, seeded_numbers

IMAGES, SIDE = 8, 2


def labels():
    return [image * 3 % CLASSES for image in range(IMAGES)]


def contributions(network, x, target):
    """Of each pixel to the logit of a class: input times the dynamic linear map."""
    x = x[None].clone().requires_grad_(True)
    with network.explanation_mode():
        network(x)[0, target].backward()
    return (x * x.grad).sum(1)[0].detach()


def localisation(network, images):
    """Of each image in turn: the positive contribution in its own cell over all of it."""
    classes = labels()
    for start in range(0, IMAGES, SIDE * SIDE):
        cells = images[start:start + SIDE * SIDE]
        rows = [torch.cat(list(cells[row * SIDE:(row + 1) * SIDE]), dim=2) for row in range(SIDE)]
        grid = torch.cat(rows, dim=1)
        for cell in range(SIDE * SIDE):
            positive = contributions(network, grid, classes[start + cell]).clamp(min=0)
            height, width = positive.shape[0] // SIDE, positive.shape[1] // SIDE
            top, left = cell // SIDE * height, cell % SIDE * width
            yield float(positive[top:top + height, left:left + width].sum() / positive.sum())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(1)  # sums in one order
    rgb = seeded_numbers("pictures", (IMAGES, 3, 32, 32), 0, 1)
    network = fill(peer_network("bcos-resnet8", 2, 1, "none")).eval().double()
    found = list(localisation(network, torch.cat([rgb, 1 - rgb], 1).double()))
    (folder / "grid.json").write_text(json.dumps(found, indent=1) + "\n")
    print(found)


if __name__ == "__main__":
    main()
