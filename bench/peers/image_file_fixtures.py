"""Small data sets of image files, and what Pillow and torchvision read of them, for packages/data:

    python image_file_fixtures.py ../../packages/data/src

Parquet files as `datasets` of Hugging Face writes them, by pyarrow; folders as torchvision's ImageFolder reads them; one folder with a table of labels,
as in Kaggle's competitions."""

import csv
import hashlib
import io
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from torchvision.datasets import ImageFolder

rng = np.random.default_rng(19)


def packed(kind="PNG", grey=False):
    pixels = rng.integers(0, 256, (5, 6) if grey else (5, 6, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


def hashed(image):
    return hashlib.sha256(np.asarray(image).tobytes()).hexdigest()


def opened(content):
    return Image.open(io.BytesIO(content))


STRUCT = pa.struct([("bytes", pa.binary()), ("path", pa.string())])


def write_parquet(path, columns, features, rows_a_group=2):
    path.parent.mkdir(parents=True, exist_ok=True)
    table = pa.table(columns)
    if features is not None:
        said = json.dumps({"info": {"features": features}})
        table = table.replace_schema_metadata({"huggingface": said})
    pq.write_table(table, path, row_group_size=rows_a_group, compression="snappy")


def image_column(contents):
    return pa.array([{"bytes": content, "path": f"{k}.png"} for k, content in enumerate(contents)], type=STRUCT)


def parquet_fixtures(folder):
    shutil.rmtree(folder, ignore_errors=True)
    expected = {}
    names = ["ant", "bee", "cat"]
    features = {"image": {"_type": "Image"}, "label": {"names": names, "_type": "ClassLabel"}}

    def split(contents, labels):
        return {"labels": labels, "images": [hashed(opened(content)) for content in contents]}

    train, test = [packed() for _ in range(5)], [packed("BMP" if k == 1 else "PNG") for k in range(3)]
    for part, begin, end in [(0, 0, 3), (1, 3, 5)]:
        write_parquet(folder / f"colours/data/train-0000{part}-of-00002-0123456789abcdef.parquet",
                      {"image": image_column(train[begin:end]), "label": pa.array([0, 1, 2, 1, 0][begin:end], pa.int64())}, features)
    write_parquet(folder / "colours/data/test-00000-of-00001-0123456789abcdef.parquet",
                  {"image": image_column(test), "label": pa.array([2, 2, 0], pa.int64())}, features)
    expected["colours"] = {"classes": names, "train": split(train, [0, 1, 2, 1, 0]), "test": split(test, [2, 2, 0])}

    coarse = {"img": {"_type": "Image"}, "fine_label": {"names": names, "_type": "ClassLabel"},
              "coarse_label": {"names": ["insect", "mammal"], "_type": "ClassLabel"}}
    columns = {"img": image_column(train[:2]), "fine_label": pa.array([1, 2], pa.int64()), "coarse_label": pa.array([0, 1], pa.int64())}
    for name in ("train", "test"):
        write_parquet(folder / f"fine/cifar100/{name}-00000-of-00001.parquet", columns, coarse)
    expected["fine"] = {"classes": names, "train": split(train[:2], [1, 2]), "test": split(train[:2], [1, 2])}

    grey = [packed(grey=True) for _ in range(2)]
    write_parquet(folder / "grey/default/validation/0000.parquet", {"image": image_column(grey), "label": pa.array(["seven", "one"])}, None)
    expected["grey"] = {"classes": ["one", "seven"], "train": {"labels": [], "images": []}, "test": split(grey, [1, 0])}

    write_parquet(folder / "bytes/images.parquet", {"image": pa.array(grey, pa.binary()), "label": pa.array([3, 0], pa.int32())}, None)
    expected["bytes"] = {"classes": ["0", "1", "2", "3"], "train": {"labels": [], "images": []}, "test": split(grey, [3, 0])}

    write_parquet(folder / "paths/test.parquet", {"image": pa.array([{"bytes": None, "path": "a.png"}], type=STRUCT), "label": pa.array([0])}, None)
    write_parquet(folder / "label/test.parquet", {"image": image_column(grey), "label": pa.array([0, 3], pa.int64())}, features)
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")


def folder_fixtures(folder):
    for name in ("image-folder", "kaggle"):
        shutil.rmtree(folder / name, ignore_errors=True)
    root = folder / "image-folder"
    expected = {}
    for split, classes in [("train", {"b": 2, "a": 3}), ("val", {"a": 1, "b": 2})]:
        for name, count in classes.items():
            (root / split / name).mkdir(parents=True)
            for k in range(count):
                (root / split / name / f"{k}.png").write_bytes(packed())
        read = ImageFolder(root / split)
        expected[split] = {
            "classes": read.classes,
            "images": {str(Path(path).relative_to(root)): [label, hashed(read.loader(path))] for path, label in read.samples},
        }
    kaggle = folder / "kaggle"
    kaggle.mkdir()
    rows = [("000bec18", "dog"), ("00214f31", "cat"), ("0021f9ce", "cat"), ("002211c8", "dog"), ("00290d3e", "boa, constrictor")]
    images = {}
    for name, label in rows:
        content = packed()
        (kaggle / f"{name}.png").write_bytes(content)
        images[f"{name}.png"] = [label, hashed(opened(content))]
    with open(kaggle / "labels.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "breed"])
        writer.writerows(rows)
    expected["kaggle"] = {"classes": ["boa, constrictor", "cat", "dog"], "images": images}
    (folder / "image-folders.json").write_text(json.dumps(expected) + "\n")


if __name__ == "__main__":
    sources = Path(sys.argv[1])
    parquet_fixtures(sources / "parquet" / "fixtures")
    folder_fixtures(sources / "folder" / "fixtures")
