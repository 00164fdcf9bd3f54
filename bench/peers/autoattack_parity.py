"""Compares the members of AutoAttack with torchattacks on real images and trained networks: how many images each leaves correct, by seed.
Prints a table of Markdown (docs/attacks.md holds it):

    python bench/peers/autoattack_parity.py --data DATA --checkpoint CHECKPOINT [CHECKPOINT …] [--images 64] [--attacks square,fab-t]
        [--norms linf,l2] [--queries 300] [--steps 20] [--seeds 3]

Both sides attack pixels, the first images of the test split, and stop at an image's first success. `--queries` are the steps of Square,
`--steps` those of the others. Needs the built command (`npm run build`)."""

import argparse
from pathlib import Path

import torch

from attack_parity import RADII, RADIUS_TEXT, Bench, accuracy, print_table
from torchattacks_members import peer_member


def our_flags(flags):
    """What our command is given for each attack, by its name in torchattacks_members.py."""
    return {
        "apgd-ce": {"attack": "apgd", "steps": flags.steps, "loss": "ce", "random_start": True},
        "apgd-t": {"attack": "apgd-t", "steps": flags.steps, "random_start": True},
        "fab": {"attack": "fab", "steps": flags.steps},
        "fab-t": {"attack": "fab-t", "steps": flags.steps},
        "square": {"attack": "square", "steps": flags.queries},
    }


def rows(bench, flags):
    network, x = bench.attacked("pixel")
    for attack in flags.attacks.split(","):
        ours = our_flags(flags)[attack]
        for norm in flags.norms.split(","):
            found, theirs = [], []
            for seed in range(flags.seeds):
                found.append(accuracy(bench.ours("pixel", norm, **ours, seed=seed, stop_early=True)[0]))
                peer = peer_member(attack, network, norm=norm, eps=RADII[norm], seed=seed, steps=flags.steps, queries=flags.queries)
                attacked = peer(x, bench.labels)
                with torch.no_grad():
                    theirs.append(int((network(attacked).argmax(1) == bench.labels).sum()))
            means = [f"{100 * sum(counts) / len(counts) / bench.count:.1f}" for counts in (found, theirs)]
            yield [bench.checkpoint.name, f"{norm} {RADIUS_TEXT[norm]}", attack, ours["steps"], listed(found), listed(theirs), " / ".join(means)]


def listed(counts):
    return ", ".join(map(str, counts))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+")
    parser.add_argument("--images", type=int, default=64)
    parser.add_argument("--attacks", default="square,fab-t")
    parser.add_argument("--norms", default=",".join(RADII))
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--seeds", type=int, default=3)
    flags = parser.parse_args()
    for checkpoint in flags.checkpoint:
        bench = Bench(flags.data.resolve(), checkpoint.resolve(), flags.images)
        network, x = bench.attacked("pixel")
        with torch.no_grad():
            right = int((network(x).argmax(1) == bench.labels).sum())
        print_table(f"{checkpoint.name}: {right} of {flags.images} images correct before any attack",
                    ["network", "radius", "attack", "steps", "correct, by seed: ours", "torchattacks", "mean robust accuracy in %, ours / torchattacks"],
                    rows(bench, flags))


if __name__ == "__main__":
    main()
