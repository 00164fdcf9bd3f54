"""Small data sets in arrays of NumPy and in idx files, and what NumPy and torchvision read of them, for packages/data:

    python array_fixtures.py ../../packages/data/src

The idx files are written here as their format says; torchvision reads them."""

import gzip
import json
import struct
import sys
from pathlib import Path

import numpy as np

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from torchvision.datasets.mnist import read_image_file, read_label_file

rng = np.random.default_rng(19)


def colour(count, rows=4, columns=6):
    return rng.integers(0, 256, (count, rows, columns, 3), dtype=np.uint8)


def as_lists(images, labels):
    return {"images": [image.reshape(-1).tolist() for image in images], "labels": np.asarray(labels).reshape(-1).tolist()}


def numpy_fixtures(folder):
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    images, labels = colour(5), rng.integers(0, 3, 5)
    for name, stored, kept_labels in [
        ("bytes", images, labels.astype(np.int64)),
        ("float32-channels-first", np.ascontiguousarray(images.transpose(0, 3, 1, 2) / np.float32(255)), labels.astype(np.uint8)),
        ("float64-column-of-labels", images / 255, labels.astype(np.int32)[:, None]),
    ]:
        (folder / name).mkdir(exist_ok=True)
        np.save(folder / name / "images.npy", stored)
        np.save(folder / name / "labels.npy", kept_labels)
        expected[name] = {"test": as_lists(images, labels)}
    train, test = colour(4), colour(2)
    splits = {"x_train": train, "y_train": np.arange(4) % 3, "x_test": test, "y_test": np.arange(2)}
    np.savez_compressed(folder / "keras.npz", **splits)
    grey = [rng.integers(0, 256, (count, 5, 5), dtype=np.uint8) for count in (3, 2, 2)]
    np.savez(folder / "medmnist.npz", train_images=grey[0], train_labels=np.array([[0], [1], [2]], np.uint8), val_images=grey[1],
             val_labels=np.zeros((2, 1), np.uint8), test_images=grey[2], test_labels=np.array([[2], [0]], np.uint8))
    expected["keras.npz"] = {"train": as_lists(train, splits["y_train"]), "test": as_lists(test, splits["y_test"])}
    expected["medmnist.npz"] = {"train": as_lists(grey[0], [0, 1, 2]), "test": as_lists(grey[2], [2, 0])}
    np.save(folder / "fortran.npy", np.asfortranarray(images))
    with open(folder / "version2.npy", "wb") as file:
        np.lib.format.write_array(file, labels, version=(2, 0))
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")


def idx_fixtures(folder):
    folder.mkdir(parents=True, exist_ok=True)
    expected = {}
    for split, prefix, count in [("train", "train", 4), ("test", "t10k", 3)]:
        images = rng.integers(0, 256, (count, 5, 4), dtype=np.uint8)
        labels = rng.integers(0, 10, count, dtype=np.uint8)
        image_file = folder / f"{prefix}-images-idx3-ubyte"
        label_file = folder / f"{prefix}-labels-idx1-ubyte"
        image_file.write_bytes(struct.pack(">BBBBIII", 0, 0, 8, 3, count, 5, 4) + images.tobytes())
        label_file.write_bytes(struct.pack(">BBBBI", 0, 0, 8, 1, count) + labels.tobytes())
        expected[split] = as_lists(read_image_file(str(image_file)).numpy(), read_label_file(str(label_file)).numpy())
        if split == "test":
            for file in (image_file, label_file):
                file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
                file.unlink()
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    sources = Path(sys.argv[1])
    numpy_fixtures(sources / "numpy" / "fixtures")
    idx_fixtures(sources / "idx" / "fixtures")
