"""Compares the smallest radii of `bcos-attack --attack fmn` and `ddn` with those of adv-lib, image by image, on real images and trained
networks, and prints a table of Markdown:

    pip install --no-deps adv-lib==0.2.8       # into the environment of README.md; of what it needs, visdom is not used here
    python bench/peers/nearest_parity.py --data DATA --checkpoint CHECKPOINT [--checkpoint CHECKPOINT ...] [--images 64] [--steps 100]

DATA is a folder of bcos-data, CHECKPOINT one of bcos-train. Both sides take the first images of the test split and move pixels, with
values of float32 (adv-lib's DDN rounds to bytes unless it is told not to). Needs the built command (`npx tsc -b`)."""

import argparse
from pathlib import Path

import numpy as np

from nearest_peers import CASES, nearest, radii
import attack_parity
from attack_parity import Bench, print_table

# Larger than any image's radius, so that none is left out.
attack_parity.RADIUS_TEXT = {"linf": "1", "l2": "55"}


def compared(bench, attack, norm, steps):
    network, x = bench.attacked("pixel")
    rows, _ = bench.ours("pixel", norm, steps, attack=attack)
    own = np.where(rows["success"], rows[norm], np.inf)
    peer = radii(network, x, bench.labels, nearest(attack, norm, network, x, bench.labels, steps), norm).numpy()
    right = rows["clean_pred"] == rows["label"]
    assert (own[~right] == 0).all() and (peer[~right] == 0).all(), "a misclassified image has radius 0 on both sides"
    own, peer = own[right], peer[right]
    found = np.isfinite(own) & np.isfinite(peer)
    ratio = own[found] / peer[found]
    medians = np.median(own), np.median(peer)
    return [bench.checkpoint.name, attack, norm, right.sum(), f"{np.isinf(own).sum()} / {np.isinf(peer).sum()}",
            f"{medians[0]:.5f} / {medians[1]:.5f}", f"{100 * (medians[0] / medians[1] - 1):+.2f}%", f"{np.median(ratio):.4f}",
            " to ".join(f"{value:.3f}" for value in np.quantile(ratio, [0.05, 0.95])),
            f"{100 * (np.abs(ratio - 1) <= 0.02).mean():.0f}%"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True, action="append")
    parser.add_argument("--images", type=int, default=64)
    parser.add_argument("--steps", type=int, default=100)
    flags = parser.parse_args()
    rows = []
    for checkpoint in flags.checkpoint:
        bench = Bench(flags.data.resolve(), checkpoint.resolve(), flags.images)
        rows += [compared(bench, attack, norm, flags.steps) for attack, norm in CASES]
    heads = ["network", "attack", "norm", "images correct", "none found, ours / adv-lib", "median radius, ours / adv-lib", "difference",
             "median ratio", "ratio, 5% to 95%", "ratios within 2% of 1"]
    print_table(f"Smallest radii, {flags.steps} steps, first {flags.images} images", heads, rows)


if __name__ == "__main__":
    main()
