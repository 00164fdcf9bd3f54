"""Compares ONNX networks with PyTorch, and prints a table: `python onnx_parity.py FOLDER [--only NAME] [--size full|small] [--speed]`.

For each network it takes some steps of training on random images, exports it by one of PyTorch's exporters, imports the file with bcos-import, and computes in
PyTorch and here: logits and the gradient of the cross-entropy of 8 images (largest error relative to the largest number; the gradient's also as a relative l2 norm), and
the losses of PGD-20 (l-inf 2/255, step 0.5/255, from the image, by robustness' rule) of 24 images, each with its own gradients. It needs what `npx tsc -b` built.
`--speed` prints seconds of a forward and backward pass of an image in batches of 24: PyTorch eager, torch.compile, and ours, each with as many threads as
OMP_NUM_THREADS and TF_NUM_INTRAOP_THREADS say.
"""

import argparse
import json
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import onnx_networks as small
from torchvision import models

ROOT = Path(__file__).resolve().parents[2]
IMAGES, ATTACKED, EPS, STEP, STEPS = 8, 24, 2 / 255, 0.5 / 255, 20
BATCH = 24


class WideResNet(torch.nn.Module):
    """WideResNet-28-10 of Zagoruyko and Komodakis, as RobustBench has it."""

    class Block(torch.nn.Module):
        def __init__(self, inputs, outputs, stride):
            super().__init__()
            self.bn1, self.bn2 = torch.nn.BatchNorm2d(inputs), torch.nn.BatchNorm2d(outputs)
            self.conv1 = torch.nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
            self.conv2 = torch.nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
            same = inputs == outputs
            self.shortcut = None if same else torch.nn.Conv2d(inputs, outputs, 1, stride, bias=False)

        def forward(self, x):
            h = F.relu(self.bn1(x))
            y = self.conv2(F.relu(self.bn2(self.conv1(h))))
            return y + (x if self.shortcut is None else self.shortcut(h))

    def __init__(self, depth=28, widen=10, classes=10):
        super().__init__()
        widths, blocks = [16, 16 * widen, 32 * widen, 64 * widen], (depth - 4) // 6
        self.conv1 = torch.nn.Conv2d(3, widths[0], 3, 1, 1, bias=False)
        layers = []
        for i in range(3):
            for j in range(blocks):
                stride = 2 if i > 0 and j == 0 else 1
                layers.append(self.Block(widths[i] if j == 0 else widths[i + 1], widths[i + 1], stride))
        self.blocks, self.bn = torch.nn.Sequential(*layers), torch.nn.BatchNorm2d(widths[3])
        self.fc = torch.nn.Linear(widths[3], classes)

    def forward(self, x):
        return self.fc(F.relu(self.bn(self.blocks(self.conv1(x)))).mean((2, 3)))


def of(name, **options):
    return lambda: getattr(models, name)(num_classes=10, **options)


# Name, how it is made, sides, exporter.
FULL = [
    ("ResNet-18", of("resnet18"), 32, "dynamo"),
    ("WideResNet-28-10", WideResNet, 32, "dynamo"),
    ("VGG-16-BN", of("vgg16_bn"), 32, "torchscript"),
    ("DenseNet-121", of("densenet121"), 32, "torchscript"),
    ("MobileNetV2", of("mobilenet_v2"), 64, "dynamo"),
    ("MobileNetV3-L", of("mobilenet_v3_large"), 64, "torchscript"),
    ("EfficientNet-B0", of("efficientnet_b0"), 64, "dynamo"),
    ("ConvNeXt-T", of("convnext_tiny"), 64, "torchscript"),
    ("ViT-B/16", of("vit_b_16", image_size=64), 64, "dynamo"),
    ("Swin-T", of("swin_t"), 64, "torchscript"),
]
SMALL = [(f"{name} (small)", make, size, kinds[0]) for name, (make, size, kinds) in small.SMALL.items()]


def run(*words):
    result = subprocess.run(["node", *map(str, words)], capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(result.stderr.strip())
    return result.stdout


def labels(count):
    return torch.arange(count) % 10


def gradient_of(network, images):
    x = images.clone().requires_grad_()
    logits = network(x)
    (gradient,) = torch.autograd.grad(F.cross_entropy(logits, labels(len(x)), reduction="sum"), [x])
    return logits.detach(), gradient


def pgd_losses(network, images):
    """Robustness' l-inf PGD without a random start and its use_best: the largest loss of all iterates, the last included."""
    x, best = images.clone(), torch.full((len(images),), -torch.inf)
    for step in range(STEPS + 1):
        x.requires_grad_()
        losses = F.cross_entropy(network(x), labels(len(x)), reduction="none")
        best = torch.maximum(best, losses.detach())
        if step == STEPS:
            return best
        (gradient,) = torch.autograd.grad(losses.sum(), [x])
        moved = x.detach() + STEP * gradient.sign()
        x = torch.clamp(images + torch.clamp(moved - images, -EPS, EPS), 0, 1)


def largest_error(actual, expected):
    return (np.abs(actual - expected).max() / np.abs(expected).max()).item()


def seconds(function, times=3):
    function()
    started = time.perf_counter()
    for _ in range(times):
        function()
    return (time.perf_counter() - started) / times / BATCH


def row(name, make, size, exporter, folder, speed):
    network = small.trained_a_little(make, size, steps=3, batch=4, rate=0.005)
    torch.manual_seed(1)
    images = torch.rand(ATTACKED, 3, size, size)
    file, checkpoint = folder / "network.onnx", folder / "network"
    small.export(network, images[:2], file, exporter, external=False)
    run(ROOT / "packages/import/bin/bcos-import.js", "--from", file, "--normalise", "none", "--classes", "10", "--out", checkpoint, "--force", "--quiet")  # fmt: skip
    logits, gradient = gradient_of(network, images[:IMAGES])
    np.save(folder / "images.npy", images.permute(0, 2, 3, 1).contiguous().numpy())
    asked = {"images": IMAGES, "attacked": ATTACKED, "eps": EPS, "step": STEP, "steps": STEPS, "shape": [ATTACKED, size, size, 3], "batch": BATCH, "speed": speed}  # fmt: skip
    (folder / "asked.json").write_text(json.dumps(asked))
    found = json.loads(run(Path(__file__).with_name("onnx_ours.mjs"), checkpoint, folder))
    ours = np.fromfile(folder / "gradient.f32", np.float32).reshape(IMAGES, size, size, 3).transpose(0, 3, 1, 2)
    theirs = gradient.numpy()
    losses = pgd_losses(network, images).numpy()
    near = np.abs(np.array(found["losses"]) - losses) <= 0.01 * np.abs(losses)
    cells = [
        name, f"{size}x{size}", exporter, f"{largest_error(np.array(found['logits']), logits.numpy().ravel()):.1e}",
        f"{np.linalg.norm(ours - theirs) / np.linalg.norm(theirs):.1e}", f"{100 * near.mean():.0f}%",
    ]  # fmt: skip
    if speed:
        batch = images[:BATCH]
        eager = seconds(lambda: gradient_of(network, batch))
        compiled = torch.compile(network)
        cells += [f"{1000 * t:.2f}" for t in (eager, seconds(lambda: gradient_of(compiled, batch)), found["seconds"])]
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--size", choices=["full", "small"], default="full")
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    heads = ["network", "images", "exporter", "logits", "gradient", "PGD losses within 1%"]
    heads += ["eager, ms an image", "compiled", "ours"] if asked.speed else []
    print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for network in SMALL if asked.size == "small" else FULL:
        if asked.only is None or asked.only in network[0]:
            row(*network, asked.folder, asked.speed)


if __name__ == "__main__":
    main()
