"""Compares Auto-PGD from the same start (the image itself, one run) with the authors' package on real images and trained networks: the
highest loss of each image. Prints a table of Markdown:

    pip install --no-deps pyautoattack==0.2.0       # into the environment of README.md
    python bench/peers/auto_pgd_parity.py --data DATA --checkpoint CHECKPOINT [CHECKPOINT …] [--images 64] [--norms linf,l2]
        [--losses ce,dlr] [--steps 100]

Both sides attack pixels, the first images of the test split, and take all steps. Needs the built command (`npm run build`)."""

import argparse
from pathlib import Path

import numpy as np
import torch

from attack_parity import RADII, RADIUS_TEXT, ROUNDED, Bench, accuracy, print_table, relative
from torchattacks_members import NORMS


def theirs(bench, norm, loss, steps):
    """The highest loss of each image, and how many images are classified correctly there."""
    from pyautoattack.autopgd_base import APGDAttack

    network, x = bench.attacked("pixel")
    attack = APGDAttack(network, n_iter=steps, norm=NORMS[norm], eps=RADII[norm], loss=loss)
    attack.init_hyperparam(x)
    best, _, losses, _ = attack.attack_single_run(x, bench.labels, x_init=x)
    with torch.no_grad():
        return losses.numpy(), int((network(best).argmax(1) == bench.labels).sum())


def rows(bench, flags):
    for norm in flags.norms.split(","):
        for loss in flags.losses.split(","):
            found, _ = bench.ours("pixel", norm, flags.steps, attack="apgd", loss=loss)
            losses, correct = theirs(bench, norm, loss, flags.steps)
            kept = np.abs(losses) >= ROUNDED
            error = relative(found["adv_loss"], losses)[kept]
            yield [bench.checkpoint.name, f"{norm} {RADIUS_TEXT[norm]}", loss, int(kept.sum()), f"{100 * (error <= 0.01).mean():.1f}%",
                   f"{np.median(error):.1e}", f"{found['adv_loss'].mean():.5f} / {losses.mean():.5f}", f"{accuracy(found)} / {correct}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+")
    parser.add_argument("--images", type=int, default=64)
    parser.add_argument("--norms", default=",".join(RADII))
    parser.add_argument("--losses", default="ce,dlr")
    parser.add_argument("--steps", type=int, default=100)
    flags = parser.parse_args()
    for checkpoint in flags.checkpoint:
        bench = Bench(flags.data.resolve(), checkpoint.resolve(), flags.images)
        print_table(f"{checkpoint.name}: Auto-PGD from the image, {flags.steps} steps, first {flags.images} images",
                    ["network", "radius", "loss", f"images of a loss above {ROUNDED}", "losses within 1%", "median relative difference",
                     "mean loss, ours / theirs", "correct, ours / theirs"], rows(bench, flags))


if __name__ == "__main__":
    main()
