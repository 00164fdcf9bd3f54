#!/usr/bin/env python3
"""Imports files that the peers wrote, predicts real images with them, and exports them again.

    python import_check.py --data DATA --out FOLDER [--images 64]

DATA is a folder that bcos-data made of CIFAR-10; FOLDER takes the files. Each file goes through bcos-import --arch auto, bcos-predict
and bcos-export to .pt and .safetensors. Printed: the size of the file, what the import took (wall clock, processor time and
largest resident memory of its process), the largest logit without the logit bias, the largest difference of a logit from
PyTorch's, beside what PyTorch's own float32 differs from its float64, and how many tensors came back with the same bytes. Exits 1
where a logit differs by 1e-4 or more, of the largest where that is above 1, or where a byte does.
"""
import argparse
import copy
import json
import pathlib
import subprocess
import sys

import pyarrow.ipc
import pyarrow.parquet
import torch
from safetensors.torch import load_file

from import_files import make_files

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOLERANCE = 1e-4


# A process of its own, because a child's largest memory begins with that of the process that started it.
LAUNCHER = """
import json, os, sys, time
started = time.perf_counter()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - started
print(json.dumps([status, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024]))
"""


def command(name, **flags):
    """Runs a stage; returns its seconds of wall clock and of processor, and its largest memory in bytes."""
    words = [word for flag, value in flags.items() for word in (f"--{flag}", str(value))]
    program = ["node", str(ROOT / f"packages/{name}/bin/bcos-{name}.js"), *words, "--quiet"]
    output = subprocess.run([sys.executable, "-S", "-c", LAUNCHER, *program], stdout=subprocess.PIPE, check=True).stdout
    status, seconds, processor, memory = json.loads(output)
    if status:
        sys.exit(f"bcos-{name} failed: {words}")
    return seconds, processor, memory


def first_images(data, count):
    """[N,3,32,32] in [0,1] and labels: the first test images of a data folder."""
    (shard,) = sorted(pathlib.Path(data).glob("test-*.arrow"))[:1]
    with pyarrow.memory_map(str(shard)) as source:
        table = pyarrow.ipc.open_file(source).read_all().slice(0, count)
    images = torch.tensor(table["image"].to_pylist(), dtype=torch.float32).reshape(-1, 32, 32, 3)
    return images.permute(0, 3, 1, 2).contiguous() / 255, torch.tensor(table["label"].to_pylist())


def same_bytes(path, network):
    """How many tensors of an exported file are the bytes of the network's own; the file must load into the network."""
    exported = load_file(path) if path.suffix == ".safetensors" else torch.load(path, weights_only=True)
    before = {name: tensor.clone() for name, tensor in network.state_dict().items() if "num_batches_tracked" not in name}
    network.load_state_dict(exported)
    equal = [name for name, tensor in before.items() if tensor.numpy().tobytes() == exported[name].numpy().tobytes()]
    return len(equal), len(before)


def check(path, network, encode, images, data):
    """Prints a row; returns whether everything is as it must be."""
    checkpoint, out = path.with_suffix(".checkpoint"), path.with_suffix(".prediction")
    seconds, processor, memory = command("import", **{"from": path, "arch": "auto", "classes": "cifar10", "out": checkpoint})
    command("predict", data=data, checkpoint=checkpoint, limit=len(images), out=out)
    ours = torch.tensor(pyarrow.parquet.read_table(out / "predictions.parquet")["logits"].to_pylist())
    with torch.no_grad():
        theirs = network(encode(images))
        exact = copy.deepcopy(network).double()(encode(images.double()))
    difference, rounding = ((logits - theirs).abs().max().item() for logits in (ours, exact))
    largest = (theirs - getattr(getattr(network, "logit_layer", None), "logit_bias", 0)).abs().max().item()
    counts = []
    for ending in (".pt", ".safetensors"):
        exported = path.with_name(f"{path.stem}-exported{ending}")
        command("export", checkpoint=checkpoint, out=exported)
        counts.append(same_bytes(exported, network[1] if isinstance(network, torch.nn.Sequential) else network))
    architecture = json.loads((checkpoint / "model.json").read_text())["architecture"]
    whole = " ".join(f"{equal}/{total}" for equal, total in counts)
    size = path.stat().st_size / 1e6
    print(
        f"| {path.name} | {architecture['name']}, norm {architecture['norm']} | {size:.1f} | {seconds:.1f} | {processor:.1f} | {memory / 1e6:.0f} "
        f"| {largest:.2g} | {difference:.1e} | {rounding:.1e} | {whole} |",
        flush=True,
    )
    return difference < TOLERANCE * max(1, largest) and all(equal == total for equal, total in counts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--images", type=int, default=64)
    args = parser.parse_args()
    images, labels = first_images(args.data, args.images)
    print("| file | imported as | MB | seconds | processor s | memory, MB | largest logit | differs by | rounding | same tensors |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    good = [check(*made, images, args.data) for made in make_files(args.out, images, labels)]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
