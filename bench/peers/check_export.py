"""Compares a file that @bcos-bench/torch-file wrote with the safetensors file of the same arrays: the same names in the same order
as it was given, and the same bytes in every tensor. `python check_export.py WRITTEN.pt|WRITTEN.safetensors ARRAYS.safetensors`"""

import argparse
import pathlib
import sys

import torch
from safetensors.torch import load_file


def load(path):
    """Opens a file as a careful user does: without running anything in it."""
    return load_file(path) if path.suffix == ".safetensors" else torch.load(path, weights_only=True)


def same_bytes(a, b):
    return a.shape == b.shape and a.dtype == b.dtype and a.numpy().tobytes() == b.numpy().tobytes()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("written", type=pathlib.Path)
    parser.add_argument("arrays", type=pathlib.Path)
    args = parser.parse_args()
    written, arrays = load(args.written), load_file(args.arrays)
    if set(written) != set(arrays):
        sys.exit(f"{args.written}: other names: {sorted(set(written) ^ set(arrays))}")
    wrong = [name for name, tensor in arrays.items() if not same_bytes(written[name], tensor)]
    if wrong:
        sys.exit(f"{args.written}: other bytes in {wrong}")
    print(f"{args.written.name}: {len(arrays)} tensors, {sum(t.numel() for t in arrays.values())} numbers, all bytes the same")


if __name__ == "__main__":
    main()
