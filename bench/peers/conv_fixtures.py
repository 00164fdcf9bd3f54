"""Writes convolutions.safetensors for packages/models: what `bcos.modules.BcosConv2d` gives over a grid of b, MaxOut, stride,
kernel and groups, and its gradients, true and in explanation mode. `README.md` says how to run it."""

import argparse
from collections import OrderedDict
from itertools import product
from pathlib import Path

import torch
from safetensors.torch import save_file

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from bcos.modules.bcosconv2d import BcosConv2d
from bcos.modules.common import BcosSequential

from layer_results import flattened, output_and_gradients
from seeded_numbers import fill, seeded_numbers

INPUT = (2, 4, 5, 4)
OUTPUTS = 4
GRID = {"b": (1, 1.25, 1.5, 2, 2.5, 3), "max-out": (1, 2), "stride": (1, 2), "kernel": (1, 3, 7), "groups": (1, 2)}


def case(b, max_out, stride, kernel, groups):
    conv = BcosConv2d(INPUT[1], OUTPUTS, kernel, stride, padding=kernel // 2, groups=groups, b=b, max_out=max_out)
    network = fill(BcosSequential(OrderedDict(conv=conv)))
    x = seeded_numbers("input", INPUT)
    evaluated = output_and_gradients(network, x)
    with network.explanation_mode():
        return flattened({"evaluate": evaluated, "explain": output_and_gradients(network, x)})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(1)  # sums in one order
    cases = {}
    for values in product(*GRID.values()):
        cases[" ".join(f"{key}={value}" for key, value in zip(GRID, values))] = case(*values)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(flattened(cases), folder / "convolutions.safetensors")


if __name__ == "__main__":
    main()
