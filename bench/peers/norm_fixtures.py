"""Writes norms.safetensors for packages/models: what every norm of `bcos` gives between two B-cos convolutions in training,
evaluation and explanation mode, its gradients, and its running statistics after three training steps. `README.md` says how
to run it."""

import argparse
from collections import OrderedDict
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import save_file

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from bcos.modules import BcosConv2d, norms
from bcos.modules.common import BcosSequential

from layer_results import flattened, output_and_gradients
from seeded_numbers import fill, seeded_numbers

INPUT = (3, 4, 5, 4)
OUTPUTS = 3
STEPS = 3
# As in the norm ablations of bcos.experiments.CIFAR10.
BASES = {
    "an": norms.AllNorm2d,
    "bn": norms.BatchNorm2d,
    "gn": partial(norms.DetachableGroupNorm2d, 2),
    "in": norms.DetachableGNInstanceNorm2d,
    "ln": norms.DetachableGNLayerNorm2d,
    "pn": norms.DetachablePositionNorm2d,
    "anu": norms.AllNormUncentered2d,
    "bnu": norms.BatchNormUncentered2d,
    "gnu": partial(norms.GroupNormUncentered2d, 2),
    "inu": norms.GNInstanceNormUncentered2d,
    "lnu": norms.GNLayerNormUncentered2d,
    "pnu": norms.PositionNormUncentered2d,
}
AFFINITIES = {"": lambda norm: norm, "-linear": norms.NoBias, "-unaffine": norms.Unaffine}


def block(norm):
    """A B-cos convolution, the norm, a B-cos convolution."""
    channels = INPUT[1]
    parts = OrderedDict(
        conv1=BcosConv2d(channels, channels, 3, padding=1), norm=norm(channels), conv2=BcosConv2d(channels, OUTPUTS, 1)
    )
    return fill(BcosSequential(parts))


def input_of(name):
    return seeded_numbers(name, INPUT, -2, 3)


def running_statistics(norm):
    """What three forward passes in training mode make of the statistics; empty for norms without."""
    network = block(norm).train()
    for step in range(STEPS):
        network(input_of(f"input of step {step}"))
    return {name: array for name, array in network.state_dict().items() if "running" in name}


def case(norm):
    x = input_of("input")
    trained = output_and_gradients(block(norm).train(), x)
    network = block(norm).eval()
    evaluated = output_and_gradients(network, x)
    with network.explanation_mode():
        explained = output_and_gradients(network, x)
    results = {"train": trained, "evaluate": evaluated, "explain": explained, "running": running_statistics(norm)}
    return flattened(results)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(1)  # sums in one order
    cases = {
        base + suffix: case(affinity(norm)) for base, norm in BASES.items() for suffix, affinity in AFFINITIES.items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    save_file(flattened(cases), folder / "norms.safetensors")


if __name__ == "__main__":
    main()
