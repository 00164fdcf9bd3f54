"""Compares the networks of `bcos.models.pretrained`, of 1000 classes, with ours, and prints a table:

    python families_parity.py FOLDER [--side 64] [NAME ...]

For each network: the package's own model, with weights of `seeded_numbers.py`, saved as its released files are; `bcos-import --arch auto` of that file; logits, the gradient of
the largest logit and its explanation of two images, the largest error of each as a part of its largest number, against PyTorch in float64, and of PyTorch's float32 against the
same; and Σ W(x)·x + bias against the largest logit. It needs what `npx tsc -b` built."""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
import torch
import torchvision_shim  # noqa: F401  before anything that imports torchvision
from bcos.experiments.utils import Experiment

from make_fixtures import brightness_of, explanation
from seeded_numbers import fill, seeded_numbers

ROOT = Path(__file__).parents[2]
IMAGES = 2
# Those that `URLS` of `bcos.models.pretrained` names and that are B-cos networks.
RELEASED = {
    "bcos_final": ["resnet_18", "resnet_50", "resnext_50_32x4d", "densenet_121", "densenet_161", "densenet_169", "densenet_201", "vgg_11_bnu"],
    "bcos_final_long": ["convnext_tiny_pn", "convnext_base_pn", "convnext_tiny_bnu", "convnext_base_bnu"],
    "vit_final": [f"bcos_{name}" for size in "ti s b l".split() for name in (f"simple_vit_{size}_patch16_224", f"vitc_{size}_patch1_14")],
}


def results(network, x):
    x = x.clone().requires_grad_()
    logits = network(x)
    (gradient,) = torch.autograd.grad(logits.max(1).values.sum(), [x])
    return {"logits": logits.detach(), "gradient": gradient, "explanation": explanation(network, x.detach())}


def node(*command):
    done = subprocess.run(["node", *map(str, command)], capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        raise SystemExit(done.stderr)


def ours_of(file, folder, x):
    """Our results, and the name of the architecture that was found."""
    checkpoint = folder / "checkpoint"
    node(ROOT / "packages/import/bin/bcos-import.js", "--from", file, "--arch", "auto", "--out", checkpoint, "--quiet", "--force")
    x.permute(0, 2, 3, 1).contiguous().numpy().tofile(folder / "images.f32")
    node(ROOT / "bench/peers/families_ours.mjs", checkpoint, folder, IMAGES, x.shape[-1])
    read = {name: torch.from_numpy(np.fromfile(folder / f"{name}.f32", np.float32)).double() for name in ("logits", "gradient", "explanation")}
    arrays = {name: numbers.reshape(IMAGES, x.shape[-1], x.shape[-1], 6).permute(0, 3, 1, 2) for name, numbers in read.items() if name != "logits"}
    architecture = json.loads((checkpoint / "model.json").read_text())["architecture"]
    return {"logits": read["logits"].reshape(IMAGES, -1), **arrays}, architecture


def errors(actual, expected):
    return [((actual[name] - expected[name]).abs().max() / expected[name].abs().max()).item() for name in expected]


def row(base, name, folder, side):
    network = fill(Experiment("ImageNet", base, name).get_model()).eval()
    if base == "vit_final":
        object.__setattr__(network, "logit_layer", network[1])
    file = folder / f"{name}.pth"
    torch.save(network.state_dict(), file)
    x = seeded_numbers("pictures", (IMAGES, 6, side, side), 0, 1)
    x *= brightness_of(network, x)
    single = results(network, x)
    double = results(network.double(), x.double())
    ours, architecture = ours_of(file, folder, x)
    explained = (ours["explanation"] * x).sum((1, 2, 3)) + network.logit_layer.logit_bias
    largest = ours["logits"].max(1).values
    left = ((explained - largest).abs().max() / largest.abs().max()).item()
    file.unlink()
    cells = [f"{error:.1e}" for error in [*errors(ours, double), left, *errors({key: value.double() for key, value in single.items()}, double)]]
    print("|", " | ".join([name, f"{architecture['name']}, {architecture['norm']}", *cells]), "|", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="some of them; all unless given")
    parser.add_argument("--side", type=int, default=224, help="rows and columns of the images")
    asked = parser.parse_intermixed_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    heads = ["network", "found", "logits", "gradient", "explanation", "sum", "PyTorch: logits", "gradient", "explanation"]
    print("|", " | ".join(heads), "|")
    print("|" + "---|" * len(heads))
    for base, released in RELEASED.items():
        for name in released:
            if not asked.names or name in asked.names:
                row(base, name, asked.folder, asked.side)


if __name__ == "__main__":
    main()
