"""Imports a file of every ordinary network by its names alone and compares what it says of images with the network itself:

    python names_check.py DATA FOLDER [NAME ...]

DATA is a folder of `bcos-data` with images of 32x32x3. Weights are those of `seeded_numbers.py`, in a file of `torch.save` with the counters of BatchNorm. For each
network: the architecture that `bcos-import --arch auto` finds, and the largest error of 16 logits, as a part of the largest."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import torch

from peer_networks import CIFAR_MEAN, CIFAR_STD, ORDINARY_NETWORKS, ROBUSTNESS_NETWORKS, peer_network
from seeded_numbers import fill

IMAGES = 16
PACKAGES = Path(__file__).parents[2] / "packages"
DEEP_MIND = ["--mean", "0.4914,0.4822,0.4465", "--std", "0.2471,0.2435,0.2616"]


def run(package, *arguments):
    command = ["node", str(PACKAGES / package / "bin" / f"bcos-{package}.js"), *arguments, "--quiet", "--force"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)


def first_images(data):
    with pa.OSFile(str(next(data.glob("test-00000-*.arrow")))) as file:
        rows = pa.ipc.open_file(file).read_all().slice(0, IMAGES)
    pixels = torch.tensor(rows["image"].to_pylist(), dtype=torch.float64).reshape(-1, 32, 32, 3)
    return pixels.permute(0, 3, 1, 2) / 255


def flags_of(name):
    """The normaliser that the file does not hold, as a user gives it."""
    if name.startswith("dm-"):
        return DEEP_MIND
    return ["--normalise", "pytorch-cifar" if name in ROBUSTNESS_NETWORKS else "none"]


@torch.no_grad()
def main(data, folder, *names):
    images = first_images(data)
    for name in names or ORDINARY_NETWORKS:
        network = fill(peer_network(name, 1, 1, "none")).eval()
        file, imported, predicted = (folder / f"{name}{ending}" for ending in (".pt", "", "-prediction"))
        torch.save(network.state_dict(), file)
        run("import", "--from", str(file), "--arch", "auto", *flags_of(name), "--out", str(imported))
        run("predict", "--data", str(data), "--checkpoint", str(imported), "--limit", str(IMAGES), "--out", str(predicted))
        found = json.loads((imported / "model.json").read_text())["architecture"]["name"]
        notes = imported / "notes.json"
        guess = " (a note names others)" if notes.exists() and "is a guess" in notes.read_text() else ""
        ours = torch.tensor(pq.read_table(predicted / "predictions.parquet")["logits"].to_pylist(), dtype=torch.float64)
        if name in ROBUSTNESS_NETWORKS:
            seen = (images - CIFAR_MEAN[:, None, None]) / CIFAR_STD[:, None, None]
        else:
            seen = images
        theirs = network.double()(seen)
        error = ((ours - theirs).abs().max() / theirs.abs().max()).item()
        print(f"{name:32} {found:32} {error:.1e}{guess}", flush=True)
        file.unlink()


if __name__ == "__main__":
    torch.set_num_threads(1)
    data, folder, *names = sys.argv[1:]
    Path(folder).mkdir(parents=True, exist_ok=True)
    main(Path(data), Path(folder), *names)
