"""Writes the fixtures of packages/train: what PyTorch, `bcos`, `robustness` and torchvision make of the same numbers.

    python train_fixtures.py ../../packages/train/src/fixtures

`curves.json` holds the loss curve of every recipe in small, and weights after it; `formulas.json` holds optimisers, learning
rates, losses, clipping, moving average and augmentations one by one. The same versions on the same kind of processor write the
same bytes."""

import argparse
import json
import zlib
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import torchvision_shim  # noqa: F401  before anything that imports torchvision
import torchvision.transforms.functional as VF
from bcos.modules.losses import BinaryCrossEntropyLoss, UniformOffLabelsBCEWithLogitsLoss
from bcos.optim import LRSchedulerFactory

from seeded_numbers import seeded_numbers
from train_curves import curves, numbers
from train_peers import adaptive_clip_grad_, averaged_weights

SHAPES = {"kernel": (8, 4, 3, 3), "pointwise": (6, 4, 1, 1), "matrix": (6, 4), "vector": (5,)}


def optimised(make):
    """A matrix after each of ten steps on gradients that are given; a third of the rate from step 6 on."""
    weight = torch.nn.Parameter(seeded_numbers("weight", (4, 5)))
    optimiser = make([weight])
    after = []
    for step in range(10):
        optimiser.param_groups[0]["lr"] = 0.03 if step < 5 else 0.01
        weight.grad = seeded_numbers(f"gradient {step}", (4, 5))
        optimiser.step()
        after.append(numbers(weight))
    return after


def optimisers():
    return {
        "adam": optimised(lambda p: torch.optim.Adam(p, 0.03)),
        "adam-decay": optimised(lambda p: torch.optim.Adam(p, 0.03, weight_decay=0.1)),
        "adamw-decay": optimised(lambda p: torch.optim.AdamW(p, 0.03, weight_decay=0.1)),
        "sgd": optimised(lambda p: torch.optim.SGD(p, 0.03, momentum=0.9)),
        "sgd-decay": optimised(lambda p: torch.optim.SGD(p, 0.03, momentum=0.9, weight_decay=0.1)),
    }


def rates(make, count):
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.4)
    schedule = make(optimiser)
    found = []
    for _ in range(count):
        found.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        schedule.step()
    return found


def schedules():
    """By epoch, but for `cyclic`, which is by step: 5 epochs of 8 steps with the peak at 2 of them."""
    warmup = dict(warmup_epochs=5, warmup_method="linear", warmup_decay=0.01)
    return {
        "cosine": rates(LRSchedulerFactory(name="cosineannealinglr", epochs=20).create, 20),
        "warmup-cosine": rates(LRSchedulerFactory(name="cosineannealinglr", epochs=20, **warmup).create, 20),
        "multi-step": rates(lambda o: torch.optim.lr_scheduler.StepLR(o, 5, gamma=0.1), 15),
        "cyclic": rates(lambda o: torch.optim.lr_scheduler.CyclicLR(o, 0, 0.4, step_size_up=16, step_size_down=24, cycle_momentum=False), 40),
    }


def losses():
    logits = seeded_numbers("logits", (6, 10), -4, 4).requires_grad_()
    labels = torch.arange(6)
    cases = {
        "bce": BinaryCrossEntropyLoss(),
        "bce-smoothed": BinaryCrossEntropyLoss(smoothing=0.1),
        "bce-uniform": UniformOffLabelsBCEWithLogitsLoss(),
        "cross-entropy": torch.nn.CrossEntropyLoss(),
        "cross-entropy-smoothed": torch.nn.CrossEntropyLoss(label_smoothing=0.1),
    }
    results = {}
    for name, loss in cases.items():
        value = loss(logits, labels)
        (gradient,) = torch.autograd.grad(value, [logits])
        results[name] = {"loss": value.item(), "gradient": numbers(gradient)}
    return results


def clipped():
    """Gradients, half of them long ones, after clipping: in PyTorch's layout."""
    results = {}
    for name, shape in SHAPES.items():
        weight = torch.nn.Parameter(seeded_numbers(f"weight {name}", shape))
        scale = torch.where(torch.arange(shape[0]) % 2 == 0, 1.0, 1e-3).reshape(-1, *[1] * (len(shape) - 1))
        weight.grad = seeded_numbers(f"gradient {name}", shape) * scale
        adaptive_clip_grad_([weight])
        results[name] = numbers(weight.grad)
    return results


def augmentations():
    """CRC-32 of the bytes of an image after each of torchvision's transforms on Pillow's images."""
    array = (seeded_numbers("augmented", (32, 32, 3), 0, 256).numpy()).astype(np.uint8)
    image = Image.fromarray(array)
    crc = lambda image: zlib.crc32(np.asarray(image).tobytes())
    factors = [0.75, 0.83, 0.999, 1.0, 1.1, 1.25]
    angles = [-2.0, -1.3, -0.2, 0.0, 0.7, 1.999]
    return {
        "flip": crc(VF.hflip(image)),
        "crop": crc(VF.crop(VF.pad(image, [4]), 7, 1, 32, 32)),
        "factors": factors,
        "brightness": [crc(VF.adjust_brightness(image, f)) for f in factors],
        "contrast": [crc(VF.adjust_contrast(image, f)) for f in factors],
        "saturation": [crc(VF.adjust_saturation(image, f)) for f in factors],
        "angles": angles,
        "rotation": [crc(VF.rotate(image, a)) for a in angles],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # sums in one order
    formulas = {
        "optimisers": optimisers(),
        "schedules": schedules(),
        "losses": losses(),
        "clipped": clipped(),
        "average": averaged_weights(epochs=4, steps=70, every=32, decay=0.99, batch=1, warmup_epochs=1),
        "augmentations": augmentations(),
    }
    for name, value in {"formulas": formulas, "curves": curves()}.items():
        lines = [f"{json.dumps(key)}: {json.dumps(entry)}" for key, entry in value.items()]
        (folder / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
