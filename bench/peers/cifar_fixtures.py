"""Small CIFAR data sets in the forms of their authors, and what torchvision reads of them, for packages/data:

    python cifar_fixtures.py ../../packages/data/src/cifar/fixtures

The pickles of the authors are of Python 2, in which text and bytes are one: `Python2Pickler` writes the same opcodes. Pickles of Python 3 in
protocols 2 and 5 stand beside them."""

import hashlib
import io
import json
import pickle
import struct
import sys
import tarfile
from pathlib import Path

import numpy as np

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from torchvision.datasets import CIFAR10, CIFAR100

rng = np.random.default_rng(19)


class Python2Pickler(pickle._Pickler):
    """Writes `str` and `bytes` as cPickle of Python 2 writes `str`."""

    dispatch = dict(pickle._Pickler.dispatch)

    def save_native(self, text):
        content = text.encode() if isinstance(text, str) else text
        head = b"U" + struct.pack("<B", len(content)) if len(content) < 256 else b"T" + struct.pack("<i", len(content))
        self.write(head + content)
        self.memoize(text)

    dispatch[str] = save_native
    dispatch[bytes] = save_native


def python2(value):
    file = io.BytesIO()
    Python2Pickler(file, protocol=2).dump(value)
    return file.getvalue().replace(b"numpy._core", b"numpy.core")


def planes(count):
    """Images of few colours in large squares, so that archives are small."""
    squares = rng.integers(0, 256, (count, 3, 4, 4), dtype=np.uint8)
    return squares.repeat(8, axis=2).repeat(8, axis=3).reshape(count, 3072)


def md5(path):
    return hashlib.md5(path.read_bytes()).hexdigest()


def read_by_torchvision(dataset, root):
    """What torchvision reads of a folder; the sums that it checks are those of these files."""
    folder = root / dataset.base_folder
    own = type(dataset.__name__, (dataset,), {
        "train_list": [[name, md5(folder / name)] for name, _ in dataset.train_list],
        "test_list": [[name, md5(folder / name)] for name, _ in dataset.test_list],
        "meta": {**dataset.meta, "md5": md5(folder / dataset.meta["filename"])},
    })
    read = {split: own(root, train=split == "train", download=False) for split in ("train", "test")}
    return {
        "classes": read["train"].classes,
        **{split: expected(found.data, found.targets) for split, found in read.items()},
    }


def expected(images, labels):
    """The labels, and a hash of the bytes of each image (row, column, channel)."""
    images = np.ascontiguousarray(images)
    return {
        "labels": [int(label) for label in labels],
        "images": [hashlib.sha256(image.tobytes()).hexdigest() for image in images],
    }


def pack(root, folder, archive):
    with tarfile.open(root / archive, "w:gz", compresslevel=9) as tar:
        for path in sorted((root / folder).iterdir()):
            info = tar.gettarinfo(path, f"{folder}/{path.name}")
            info.mtime = info.uid = info.gid = 0
            info.uname = info.gname = ""
            tar.addfile(info, path.open("rb"))
            path.unlink()
    (root / folder).rmdir()


def batch(count, start):
    return {"batch_label": "batch", "labels": [(start + k) % 10 for k in range(count)], "data": planes(count),
            "filenames": [f"image_{start + k}.png" for k in range(count)]}


def cifar10(root, dump):
    folder = root / CIFAR10.base_folder
    folder.mkdir(parents=True)
    for place, (name, _) in enumerate(CIFAR10.train_list + CIFAR10.test_list):
        (folder / name).write_bytes(dump(batch(2 if place < 5 else 3, 2 * place)))
    names = "airplane automobile bird cat deer dog frog horse ship truck".split()
    (folder / "batches.meta").write_bytes(dump({"num_cases_per_batch": 2, "label_names": names, "num_vis": 3072}))
    (folder / "readme.html").write_text("<html></html>")
    return read_by_torchvision(CIFAR10, root)


def cifar100(root, names):
    folder = root / CIFAR100.base_folder
    folder.mkdir(parents=True)
    splits = {}
    for name, count in [("train", 5), ("test", 3)]:
        fine, coarse = rng.integers(0, 100, count), rng.integers(0, 20, count)
        splits[name] = {"filenames": [f"{k}.png" for k in range(count)], "batch_label": name, "fine_labels": fine.tolist(),
                        "coarse_labels": coarse.tolist(), "data": planes(count)}
        (folder / name).write_bytes(python2(splits[name]))
    (folder / "meta").write_bytes(python2({"fine_label_names": names["fine"], "coarse_label_names": names["coarse"]}))
    found = read_by_torchvision(CIFAR100, root)
    binary = root / "cifar-100-binary"
    binary.mkdir()
    for name, split in splits.items():
        records = [bytes([coarse, fine]) + row.tobytes()
                   for coarse, fine, row in zip(split["coarse_labels"], split["fine_labels"], split["data"])]
        (binary / f"{name}.bin").write_bytes(b"".join(records))
        found[name]["coarse"] = split["coarse_labels"]
    for kind in ("fine", "coarse"):
        (binary / f"{kind}_label_names.txt").write_text("\n".join(names[kind]) + "\n")
    return found


if __name__ == "__main__":
    root = Path(sys.argv[1])
    results = {}
    for kind, dump in [("python2", python2), ("protocol2", lambda value: pickle.dumps(value, 2)), ("protocol5", lambda value: pickle.dumps(value, 5))]:
        results[kind] = cifar10(root / kind, dump)
        pack(root / kind, CIFAR10.base_folder, "cifar-10-python.tar.gz")
    names = {"fine": [f"fine {k}" for k in range(100)], "coarse": [f"coarse {k}" for k in range(20)]}
    results["cifar100"] = cifar100(root / "cifar100", names)
    pack(root / "cifar100", CIFAR100.base_folder, "cifar-100-python.tar.gz")
    pack(root / "cifar100", "cifar-100-binary", "cifar-100-binary.tar.gz")
    (root / "expected.json").write_text(json.dumps(results) + "\n")
