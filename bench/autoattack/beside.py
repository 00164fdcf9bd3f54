"""AutoAttack's standard ensemble by bcos-attack, by torchattacks and by the authors' package on the same network and images: how many
images are left after each member, and how long each took, as tables of Markdown:

    python bench/autoattack/beside.py --data DATA --checkpoint CHECKPOINT [--images 64] [--norm linf] [--eps 8/255]
                                      [--peers torchattacks,pyautoattack] [--members apgd-ce,apgd-t,fab-t,square]
                                      [--batches 48,96,192] [--rounds 1]

All take the first images of the test split, and turns. Before that each runs the first member at every batch size, and keeps the fastest.
Times are of whole runs: ours with the start of its process, theirs without. The machine should have nothing else to do. Needs the built
command (`npm run build`), and for the authors' package `pip install --no-deps pyautoattack==0.2.0`."""

import argparse
import json
import logging
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "peers"))

import torch

import torchvision_shim  # noqa: F401  before anything that imports torchvision
import pyarrow.parquet

from attack_parity import ROOT, Bench
from torchattacks_members import NORMS, peer_member

SAID = re.compile(r"robust accuracy after (\S+): .* \(total time ([\d.]+) s\)")


@dataclass
class Case:
    """What all contenders attack."""

    bench: Bench
    network: torch.nn.Module
    images: torch.Tensor
    labels: torch.Tensor
    members: list
    norm: str
    eps: str

    def correct(self, images, batch):
        with torch.no_grad():
            return torch.cat([self.network(part) for part in images.split(batch)]).argmax(1) == self.labels


@dataclass
class Outcome:
    """Images left after each member, the seconds of each, and those of the whole."""

    left: dict
    seconds: dict
    whole: float


def ours(case, names, batch, seed):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "attack"
        command = ["node", str(ROOT / "packages/attack/bin/bcos-attack.js"), f"--data={case.bench.data}",
                   f"--checkpoint={case.bench.checkpoint}", "--attack=autoattack", f"--members={','.join(names)}",
                   f"--norm={case.norm}", f"--eps={case.eps}", "--threat=pixel", f"--limit={case.bench.count}",
                   f"--batch={batch}", f"--seed={seed}", f"--out={out}", "--quiet"]
        begun = time.perf_counter()
        subprocess.run(command, check=True, cwd=ROOT)
        whole = time.perf_counter() - begun
        rows = pyarrow.parquet.read_table(out / "samples.parquet").to_pydict()
        parts = json.loads((out / "timing.json").read_text())["parts"]
    broken = Counter(rows["broken_by"])
    remaining = sum(prediction == label for prediction, label in zip(rows["clean_pred"], rows["label"]))
    left = {"clean": remaining}
    for name in names:
        remaining -= broken[name]
        left[name] = remaining
    return Outcome(left, parts, whole)


def torchattacks(case, names, batch, seed):
    """Its members one after the other, each on the images that are left: its own AutoAttack runs all restarts anew."""
    begun = time.perf_counter()
    is_left = case.correct(case.images, batch)
    left, seconds = {"clean": int(is_left.sum())}, {}
    for name in names:
        started = time.perf_counter()
        attack = peer_member(name, case.network, norm=case.norm, eps=float(Fraction(case.eps)), seed=seed)
        for part in is_left.nonzero().flatten().split(batch):
            attacked = attack(case.images[part], case.labels[part])
            with torch.no_grad():
                is_left[part] = case.network(attacked).argmax(1) == case.labels[part]
        left[name], seconds[name] = int(is_left.sum()), time.perf_counter() - started
    return Outcome(left, seconds, time.perf_counter() - begun)


def pyautoattack(case, names, batch, seed):
    """The authors' package, as it is used; what it says in its log gives the time of each member."""
    from pyautoattack import AutoAttack

    lines = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(record.getMessage())
    logger = logging.getLogger("auto-attack")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.DEBUG)
    attack = AutoAttack(case.network, norm=NORMS[case.norm], eps=float(Fraction(case.eps)), seed=seed, version="standard")
    attack.attacks_to_run = list(names)
    begun = time.perf_counter()
    attacked, _ = attack.run_standard_evaluation(case.images, case.labels, batch_size=batch)
    whole = time.perf_counter() - begun
    ends = [(found[1].lower(), float(found[2])) for found in map(SAID.search, lines) if found]
    accuracies = [float(found[1]) for found in (re.search(r"(?:initial accuracy|robust accuracy after \S+): ([\d.]+)%", line) for line in lines) if found]
    left = {name: round(accuracy * len(case.labels) / 100) for name, accuracy in zip(["clean", *names], accuracies)}
    starts = [0.0, *(end for _, end in ends)]
    seconds = {name: end - start for (name, end), start in zip(ends, starts)}
    assert int(case.correct(attacked, batch).sum()) == left[[*left][-1]]
    return Outcome(left, seconds, whole)


CONTENDERS = {"ours": ours, "torchattacks": torchattacks, "pyautoattack": pyautoattack}


def best_batch(contender, case, batches):
    if len(batches) == 1:
        return batches[0]
    times = {batch: contender(case, case.members[:1], batch, 0).whole for batch in batches}
    return min(times, key=times.get)


def table(case, outcomes):
    """Images left after each member, and seconds, of every contender."""
    names = [*outcomes]
    heads = ["after", *(f"left, {name}" for name in names), *(f"seconds, {name}" for name in names)]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for member in ["clean", *case.members]:
        lefts = [str(outcomes[name].left.get(member, "")) for name in names]
        times = [f"{outcomes[name].seconds[member]:.1f}" if member in outcomes[name].seconds else "" for name in names]
        lines.append(f"| {' | '.join([member, *lefts, *times])} |")
    ratios = [f"{outcomes[name].whole:.1f} ({outcomes[name].whole / outcomes['ours'].whole:.2f} times ours)" for name in names]
    lines.append(f"| {' | '.join(['whole', *([''] * len(names)), *ratios])} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--images", type=int, default=64)
    parser.add_argument("--norm", default="linf")
    parser.add_argument("--eps", default="8/255")
    parser.add_argument("--peers", default="torchattacks,pyautoattack")
    parser.add_argument("--members", default="apgd-ce,apgd-t,fab-t,square")
    parser.add_argument("--batches", default="48,96,192")
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    bench = Bench(asked.data.resolve(), asked.checkpoint.resolve(), asked.images)
    network, images = bench.attacked("pixel")
    case = Case(bench, network, images, bench.labels, asked.members.split(","), asked.norm, asked.eps)
    contenders = {name: CONTENDERS[name] for name in ["ours", *filter(None, asked.peers.split(","))]}
    batches = [int(size) for size in asked.batches.split(",")]
    best = {name: best_batch(contender, case, batches) for name, contender in contenders.items()}
    seconds = {name: [] for name in contenders}
    for seed in range(asked.rounds):
        outcomes = {name: contender(case, case.members, best[name], seed) for name, contender in contenders.items()}
        for name, outcome in outcomes.items():
            seconds[name].append(outcome.whole)
        batch_words = ", ".join(f"{name} {size}" for name, size in best.items())
        print(f"\n{asked.checkpoint.name}, {asked.norm} {asked.eps}, {asked.images} images, seed {seed}; batch: {batch_words}\n")
        print(table(case, outcomes), flush=True)
    print(json.dumps({name: statistics.median(times) for name, times in seconds.items()}))


if __name__ == "__main__":
    main()
