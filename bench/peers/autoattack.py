"""AutoAttack's standard ensemble by bcos-attack and by torchattacks on the same network and images: how many images are left after
each member, and how long each took, as tables of Markdown:

    python bench/peers/autoattack.py --data DATA --checkpoint CHECKPOINT [--images 64] [--norm linf] [--eps 8/255] [--batch 48,128]
                                     [--members apgd-ce,apgd-t,fab-t,square] [--rounds 1]

Both take the first images of the test split, and turns. Times are of whole runs: ours with the start of its process, torchattacks'
without. The machine should have nothing else to do. Needs the built command (`npm run build`)."""

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from fractions import Fraction
from pathlib import Path

import torch

import torchvision_shim  # noqa: F401  before anything that imports torchvision
import pyarrow.parquet

from attack_parity import ROOT, Bench
from torchattacks_members import peer_member


def by_torchattacks(network, images, labels, names, norm, eps, batch, seed):
    """Images left after each member, and the seconds that it took; each takes those that are left."""
    begun = time.perf_counter()
    with torch.no_grad():
        left = torch.cat([network(part) for part in images.split(batch)]).argmax(1) == labels
    found = [("clean", int(left.sum()), time.perf_counter() - begun)]
    for name in names:
        begun = time.perf_counter()
        attack = peer_member(name, network, norm=norm, eps=eps, seed=seed)
        rows = left.nonzero().flatten()
        for part in rows.split(batch):
            attacked = attack(images[part], labels[part])
            with torch.no_grad():
                left[part] = network(attacked).argmax(1) == labels[part]
        found.append((name, int(left.sum()), time.perf_counter() - begun))
    return found


def by_ours(bench, names, norm, eps, batch, seed):
    """The same of our command; the seconds are of the whole."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "attack"
        command = ["node", str(ROOT / "packages/attack/bin/bcos-attack.js"), f"--data={bench.data}", f"--checkpoint={bench.checkpoint}",
                   "--attack=autoattack", f"--members={','.join(names)}", f"--norm={norm}", f"--eps={eps}", "--threat=pixel",
                   f"--limit={bench.count}", f"--batch={batch}", f"--seed={seed}", f"--out={out}", "--quiet"]
        begun = time.perf_counter()
        subprocess.run(command, check=True, cwd=ROOT)
        seconds = time.perf_counter() - begun
        rows = pyarrow.parquet.read_table(out / "samples.parquet").to_pydict()
    left = sum(prediction == label for prediction, label in zip(rows["clean_pred"], rows["label"]))
    found = [("clean", left, None)]
    broken = Counter(rows["broken_by"])
    for name in names:
        left -= broken[name]
        found.append((name, left, None))
    return found, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--images", type=int, default=64)
    parser.add_argument("--norm", default="linf")
    parser.add_argument("--eps", default="8/255")
    parser.add_argument("--batch", default="48,128", help="ours and theirs")
    parser.add_argument("--members", default="apgd-ce,apgd-t,fab-t,square")
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    names = asked.members.split(",")
    ours_batch, theirs_batch = map(int, asked.batch.split(","))
    bench = Bench(asked.data.resolve(), asked.checkpoint.resolve(), asked.images)
    network, images = bench.attacked("pixel")
    our_seconds, their_seconds = [], []
    for seed in range(asked.rounds):
        ours, seconds = by_ours(bench, names, asked.norm, asked.eps, ours_batch, seed)
        our_seconds.append(seconds)
        theirs = by_torchattacks(network, images, bench.labels, names, asked.norm, float(Fraction(asked.eps)), theirs_batch, seed)
        their_seconds.append(sum(took for _, _, took in theirs))
        print(f"\n{asked.checkpoint.name}, {asked.norm} {asked.eps}, {asked.images} images, seed {seed}\n")
        print("| after | left, ours | left, torchattacks | seconds of torchattacks |\n|---|---|---|---|")
        for (name, our_left, _), (_, their_left, took) in zip(ours, theirs):
            print(f"| {name} | {our_left} | {their_left} | {took:.1f} |")
        print(f"| whole | {our_seconds[-1]:.1f} s | {their_seconds[-1]:.1f} s | {their_seconds[-1] / our_seconds[-1]:.2f} times as long |", flush=True)
    print(json.dumps({"ours": statistics.median(our_seconds), "torchattacks": statistics.median(their_seconds)}))


if __name__ == "__main__":
    main()
