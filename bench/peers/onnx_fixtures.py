"""Writes the fixtures of ONNX networks: small networks of torchvision and timm by both exporters of PyTorch, and what PyTorch computes
with them. `README.md` says how to run it.

`networks.safetensors` holds for each file `NAME.logits` of images that both sides make of a formula, and of the summed cross-entropy (label of
image i: i modulo the classes) `NAME.gradient`, every 13th number in PyTorch's order, and `NAME.gradient.largest`, the largest size of all.
"""

import argparse
import json
from pathlib import Path

import onnx
import torch
from safetensors.torch import save_file

from onnx_networks import CLASSES, SMALL, export, trained_a_little
from seeded_numbers import seeded_numbers

# As in `network_fixtures.py`.
STRIDE = 13
IMAGES = 3


def results(network, images):
    images = images.clone().requires_grad_()
    logits = network(images)
    labels = torch.arange(len(images)) % logits.shape[1]
    loss = torch.nn.functional.cross_entropy(logits, labels, reduction="sum")
    (gradient,) = torch.autograd.grad(loss, [images])
    return logits.detach(), gradient


def without_words(path):
    """The exporters write where each node comes from, which is most of a small file."""
    model = onnx.load(path)
    del model.metadata_props[:]
    model.graph.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    for value in [*model.graph.input, *model.graph.output, *model.graph.initializer]:
        value.doc_string = ""
        del value.metadata_props[:]
    del model.graph.value_info[:]
    for function in model.functions:
        function.doc_string = ""
        del function.metadata_props[:]
        del function.value_info[:]
        for node in function.node:
            del node.metadata_props[:]
    onnx.save(model, path)


def with_arrays_beside(folder):
    """A file whose arrays lie in another beside it."""
    model = onnx.load(folder / "vgg-bn-dynamo.onnx")
    for tensor in model.graph.initializer:
        if not tensor.raw_data and tensor.float_data:
            tensor.raw_data = onnx.numpy_helper.to_array(tensor).tobytes()
            del tensor.float_data[:]
    onnx.save(
        model, folder / "external.onnx", save_as_external_data=True, location="external.onnx.data", size_threshold=64
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    arrays, cases = {}, []
    for name, (make, size, exporters) in SMALL.items():
        network = trained_a_little(make, size)
        images = seeded_numbers(f"{name} images", (IMAGES, 3, size, size), 0, 1)
        logits, gradient = results(network, images)
        arrays[f"{name}.logits"] = logits
        arrays[f"{name}.gradient"] = gradient.flatten()[::STRIDE].contiguous()
        arrays[f"{name}.gradient.largest"] = gradient.abs().max().reshape(1)
        for i, exporter in enumerate(exporters):
            # One of each exporter is of a fixed batch of 1: its reshapes then name that 1.
            file = f"{name}-{exporter}.onnx"
            free = i == 0
            export(network, images[: 2 if free else 1], folder / file, exporter, free_batch=free)
            without_words(folder / file)
            cases.append({"name": name, "file": file, "size": size})
            print(file, (folder / file).stat().st_size, flush=True)
    with_arrays_beside(folder)
    save_file(arrays, folder / "networks.safetensors")
    record = {"classes": CLASSES, "images": IMAGES, "stride": STRIDE, "cases": cases}
    (folder / "networks.json").write_text(json.dumps(record, indent=2) + "\n")


if __name__ == "__main__":
    main()
