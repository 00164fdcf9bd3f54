"""Compares bcos-attack with robustness, torchattacks and foolbox on real images and trained networks, and prints tables of
Markdown (docs/attacks.md holds them):

    python bench/peers/attack_parity.py --data DATA --checkpoint CHECKPOINT [--images 64] [--steps 20,100]

DATA is a folder of bcos-data, CHECKPOINT one of bcos-train: `bcos-resnet20` … or `resnet20` …, whose network is built again in
PyTorch from `model.safetensors`. Both sides take the first images of the test split. Needs the built command (`npm run build`)."""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch

import torchvision_shim  # noqa: F401  before anything that imports torchvision
import foolbox
import pyarrow.ipc
import pyarrow.parquet
import torchattacks
from safetensors.torch import load_file
from scipy import stats

from attack_peers import LOSSES, Encoded, least_likely, robustness_pgd
from cifar_resnet import CifarResNet
from peer_networks import peer_network

ROOT = Path(__file__).parents[2]
RADII = {"linf": 8 / 255, "l2": 0.5}
RADIUS_TEXT = {"linf": "8/255", "l2": "0.5"}
FIRST = (1, 2, 3)
SEEDS = 5
# A smaller loss is the rounded rest of two float32 numbers about 1, in PyTorch too: its relative error says nothing.
ROUNDED = 0.01


class Bench:
    """One network and its images, on both sides."""

    def __init__(self, data, checkpoint, count):
        self.data, self.checkpoint, self.count = data, checkpoint, count
        model = json.loads((checkpoint / "model.json").read_text())
        self.name = model["architecture"]["name"]
        self.loss = {"bce": "bce", "cross-entropy": "ce"}[model["loss"]]
        self.network = network_of(model, load_file(checkpoint / "model.safetensors")).eval()
        self.is_bcos = model["encoding"] == "rgb+inverse"
        self.images, self.labels = read_images(data, count)

    @property
    def threats(self):
        """The two are the same for networks of three channels."""
        return ("encoded", "pixel") if self.is_bcos else ("pixel",)

    def attacked(self, threat):
        """The network to attack, and the clean images in the attacked space."""
        if not self.is_bcos:
            return self.network, self.images
        if threat == "pixel":
            # torchattacks turns a whole network back to the mode that its outermost module says.
            return Encoded(self.network).eval(), self.images
        return self.network, torch.cat([self.images, 1 - self.images], 1)

    def ours(self, threat, norm, steps, **flags):
        """The rows of our command, and the attacked images as PyTorch has them."""
        words = [f"--{name.replace('_', '-')}" if value is True else f"--{name.replace('_', '-')}={value}"
                 for name, value in flags.items()]
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "attack"
            command = ["node", str(ROOT / "packages/attack/bin/bcos-attack.js"), f"--data={self.data}",
                       f"--checkpoint={self.checkpoint}", f"--norm={norm}", f"--eps={RADIUS_TEXT[norm]}", f"--threat={threat}",
                       f"--limit={self.count}", f"--keep={self.count}", f"--batch={self.count}", f"--out={out}", "--quiet", *words]
            subprocess.run([*command, *([] if steps is None else [f"--steps={steps}"])], check=True, cwd=ROOT)
            rows = pyarrow.parquet.read_table(out / "samples.parquet").to_pydict()
            table = pyarrow.ipc.open_file(out / "examples.arrow").read_all()
        values = np.array(table["attacked"].to_pylist(), dtype=np.float32).reshape(self.count, 32, 32, -1)
        return {name: np.array(column) for name, column in rows.items()}, torch.from_numpy(values).movedim(3, 1)

    def theirs(self, threat, norm, steps, *, wanted=None, loss=None, step_size=None, **options):
        """The attacked images of the robustness package."""
        network, x = self.attacked(threat)
        size = 2.5 * RADII[norm] / steps if step_size is None else step_size
        return robustness_pgd(network, x, self.labels if wanted is None else wanted, norm=norm, eps=RADII[norm], steps=steps,
                              step_size=size, loss=loss or self.loss, **options)

    def measured(self, threat, attacked, wanted=None, loss=None):
        """Loss and prediction of each image, and its two distances, all by PyTorch."""
        network, x = self.attacked(threat)
        with torch.no_grad():
            logits = network(attacked)
        difference = (attacked.double() - x.double()).flatten(1)
        return {
            "loss": LOSSES[loss or self.loss](logits, self.labels if wanted is None else wanted).numpy(),
            "right": (logits.argmax(1) == self.labels).numpy(),
            "linf": difference.abs().amax(1).numpy(),
            "l2": difference.norm(dim=1).numpy(),
        }


def network_of(model, arrays):
    architecture = model["architecture"]
    if model["encoding"] == "rgb":
        network = CifarResNet(int(architecture["name"].removeprefix("resnet")), model["normalisation"])
        return loaded(network, arrays)
    return loaded(peer_network(architecture["name"], architecture["b"], architecture["maxOut"], architecture["norm"]), arrays)


def loaded(network, arrays):
    missing, unexpected = network.load_state_dict(arrays, strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    assert not missing and not unexpected, (missing, unexpected)
    return network


def read_images(data, count):
    shard = sorted(data.glob("test-*.arrow"))[0]
    table = pyarrow.ipc.open_file(shard).read_all().slice(0, count)
    images = np.array(table["image"].to_pylist(), dtype=np.uint8).reshape(count, 32, 32, 3)
    return torch.from_numpy(images).movedim(3, 1).contiguous().float() / 255, torch.tensor(table["label"].to_pylist())


def relative(ours, theirs):
    return np.abs(ours - theirs) / np.maximum(np.abs(theirs), 1e-12)


def print_table(title, heads, rows):
    print(f"\n{title}\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for row in rows:
        print(f"| {' | '.join(str(cell) for cell in row)} |", flush=True)


def first_steps(bench):
    """The loss after one, two and three steps of the attack of 20."""
    for threat in bench.threats:
        for norm in RADII:
            size = 2.5 * RADII[norm] / 20
            errors = []
            for steps in FIRST:
                rows, _ = bench.ours(threat, norm, steps, step_size=size, no_use_best=True)
                theirs = bench.measured(threat, bench.theirs(threat, norm, steps, step_size=size, use_best=False))
                errors.append(relative(rows["adv_loss"], theirs["loss"])[theirs["loss"] >= ROUNDED])
            yield [bench.name, threat, norm, "ours", len(errors[-1]), *map(error_text, errors)]
            yield [bench.name, threat, norm, "itself, without oneDNN", len(errors[-1]), *control(bench, threat, norm, size)]


def control(bench, threat, norm, size):
    """How far robustness is from itself where PyTorch convolves with other code: what rounding alone does."""
    for steps in FIRST:
        run = lambda: bench.measured(threat, bench.theirs(threat, norm, steps, step_size=size, use_best=False))["loss"]
        before = run()
        with torch.backends.mkldnn.flags(enabled=False):
            yield error_text(relative(run(), before)[before >= ROUNDED])


def error_text(errors):
    return f"{np.median(errors):.1e} / {errors.max():.1e}"


def whole_attacks(bench, counts):
    for threat in bench.threats:
        for norm in RADII:
            for steps in counts:
                rows, attacked = bench.ours(threat, norm, steps)
                theirs = bench.measured(threat, bench.theirs(threat, norm, steps))
                again = bench.measured(threat, attacked)
                close = relative(rows["adv_loss"], theirs["loss"]) <= 0.01
                distances = [f"{np.abs(rows[d] - again[d]).max():.0e}" for d in ("linf", "l2")]
                yield [bench.name, threat, norm, steps, f"{100 * close.mean():.1f}%",
                       f"{rows['adv_loss'].mean():.5f} / {theirs['loss'].mean():.5f}",
                       f"{accuracy(rows)} / {theirs['right'].sum()}",
                       error_text(np.abs(rows[norm] - theirs[norm])), " / ".join(distances)]


def accuracy(rows):
    return int((rows["adv_pred"] == rows["label"]).sum())


def in_distribution(bench):
    """Targeted attacks, whose targets are the same; and random starts, which are not: five runs a side."""
    for threat in bench.threats:
        network, x = bench.attacked(threat)
        for norm in RADII:
            with torch.no_grad():
                wanted = least_likely(network(x), bench.labels)
            rows, _ = bench.ours(threat, norm, 20, targeted="least-likely")
            theirs = bench.measured(threat, bench.theirs(threat, norm, 20, wanted=wanted, targeted=True), wanted)
            yield [bench.name, threat, norm, "targeted, least likely", *compared([rows], [theirs])]
            ours = [bench.ours(threat, norm, 20, random_start=True, seed=seed)[0] for seed in range(SEEDS)]
            peers = []
            for seed in range(SEEDS):
                torch.manual_seed(seed)
                peers.append(bench.measured(threat, bench.theirs(threat, norm, 20, random_start=True)))
            yield [bench.name, threat, norm, f"random start, {SEEDS} runs", *compared(ours, peers)]


def compared(ours, theirs):
    """Kolmogorov and Smirnov's test of all losses; Wilcoxon's of each image's mean loss; accuracies by run."""
    losses = np.stack([rows["adv_loss"] for rows in ours]), np.stack([found["loss"] for found in theirs])
    smirnov = stats.ks_2samp(losses[0].ravel(), losses[1].ravel()).pvalue
    difference = losses[0].mean(0) - losses[1].mean(0)
    wilcoxon = stats.wilcoxon(difference).pvalue if np.any(difference) else 1.0
    accuracies = [f"{sum(found) / len(found):.1f}" for found in
                  ([accuracy(rows) for rows in ours], [found["right"].sum() for found in theirs])]
    return [f"{losses[0].mean():.5f} / {losses[1].mean():.5f}", " / ".join(accuracies), f"{smirnov:.2f}", f"{wilcoxon:.2f}"]


def other_packages(bench):
    """Cross-entropy and last iterates: that is what torchattacks and foolbox do."""
    threat = bench.threats[-1]
    network, x = bench.attacked(threat)
    model = foolbox.PyTorchModel(network, bounds=(0, 1))
    attacks = {
        ("linf", "pgd"): [torchattacks.PGD(network, RADII["linf"], 2.5 * RADII["linf"] / 20, 20, random_start=False),
                          foolbox.attacks.LinfPGD(abs_stepsize=2.5 * RADII["linf"] / 20, steps=20, random_start=False)],
        ("l2", "pgd"): [torchattacks.PGDL2(network, RADII["l2"], 2.5 * RADII["l2"] / 20, 20, random_start=False),
                        foolbox.attacks.L2PGD(abs_stepsize=2.5 * RADII["l2"] / 20, steps=20, random_start=False)],
        ("linf", "fgsm"): [torchattacks.FGSM(network, RADII["linf"]), foolbox.attacks.LinfFastGradientAttack()],
        ("l2", "fgsm"): [None, foolbox.attacks.L2FastGradientAttack()],
        ("linf", "mi-fgsm"): [torchattacks.MIFGSM(network, RADII["linf"], RADII["linf"] / 20, 20, decay=1.0), None],
    }
    for (norm, attack), (by_torchattacks, by_foolbox) in attacks.items():
        steps = None if attack == "fgsm" else 20
        flags = {"attack": attack, "loss": "ce", **({"no_use_best": True} if attack == "pgd" else {})}
        rows, _ = bench.ours(threat, norm, steps, **flags)
        found = [None if by_torchattacks is None else by_torchattacks(x, bench.labels),
                 None if by_foolbox is None else by_foolbox.run(model, x, foolbox.criteria.Misclassification(bench.labels),
                                                                epsilon=RADII[norm])]
        yield [bench.name, threat, norm, attack, accuracy(rows),
               *("–" if at is None else bench.measured(threat, at.detach(), loss="ce")["right"].sum() for at in found)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--images", type=int, default=64)
    parser.add_argument("--steps", default="20,100")
    parser.add_argument("--tables", default="first,whole,distribution,others")
    flags = parser.parse_args()
    bench = Bench(flags.data.resolve(), flags.checkpoint.resolve(), flags.images)
    counts = [int(steps) for steps in flags.steps.split(",")]
    _, x = bench.attacked("encoded")
    with torch.no_grad():
        right = (bench.network(x).argmax(1) == bench.labels).sum().item()
    print(f"{bench.name}: {right} of {flags.images} images classified rightly before any attack")
    ours_theirs = "ours / robustness"
    tables = {
        "first": ("Relative difference of the loss from robustness after 1, 2 and 3 steps, median / largest",
                  ["network", "threat", "norm", "compared with", f"images of a loss above {ROUNDED}", *map(str, FIRST)],
                  lambda: first_steps(bench)),
        "whole": ("Whole attacks",
                  ["network", "threat", "norm", "steps", "losses within 1%", f"mean loss, {ours_theirs}",
                   f"accuracy, {ours_theirs}", "difference of the norm's distance, median / largest",
                   "distances, measured again: l-inf / l2"],
                  lambda: whole_attacks(bench, counts)),
        "distribution": ("The same in distribution",
                         ["network", "threat", "norm", "attack", f"mean loss, {ours_theirs}",
                          f"mean accuracy, {ours_theirs}", "p, Kolmogorov-Smirnov", "p, Wilcoxon"],
                         lambda: in_distribution(bench)),
        "others": ("Other packages, cross-entropy, last iterates: images classified rightly",
                   ["network", "threat", "norm", "attack", "ours", "torchattacks", "foolbox"],
                   lambda: other_packages(bench)),
    }
    for name in flags.tables.split(","):
        title, heads, rows = tables[name]
        print_table(title, heads, rows())


if __name__ == "__main__":
    main()
