"""Writes the smallest radii that adv-lib finds on networks and images of a formula, for packages/attack/src/nearestParity.spec.ts:

    pip install --no-deps adv-lib==0.2.8       # into the environment of README.md
    python nearest_fixtures.py ../../packages/attack/src/fixtures

The same versions write the same numbers."""

import argparse
import json
from pathlib import Path

import torch

from attack_fixtures import bcos_resnet8, images, resnet8
from attack_peers import Encoded
from nearest_peers import CASES, nearest, radii

STEPS = 100


def results():
    x = images()
    for name, network in [("resnet8", resnet8()), ("bcos-resnet8", Encoded(bcos_resnet8()))]:
        with torch.no_grad():
            labels = network(x).argmax(1)
        for attack, norm in CASES:
            found = radii(network, x, labels, nearest(attack, norm, network, x, labels, STEPS), norm)
            yield {"network": name, "attack": attack, "norm": norm, "steps": STEPS, "labels": labels.tolist(), "radii": found.tolist()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(1)  # sums in one order
    (folder / "peer-nearest.json").write_text(json.dumps(list(results()), indent=1) + "\n")


if __name__ == "__main__":
    main()
