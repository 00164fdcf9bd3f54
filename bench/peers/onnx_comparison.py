"""What the comparisons of ONNX networks with their peers share: PGD by robustness' rule, our numbers, and a row of the table. It needs only NumPy."""

import json
import statistics
import subprocess
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
IMAGES, ATTACKED, EPS, STEP, STEPS = 8, 24, 2 / 255, 0.5 / 255, 20

HEADS = ["network", "images", "exporter", "logits", "gradient", "PGD losses within 1%"]
SPEED_HEADS = ["eager, ms an image", "compiled", "ours"]


def labels(count):
    return np.arange(count) % 10


def run(*words):
    result = subprocess.run(["node", *map(str, words)], capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(result.stderr.strip())
    return result.stdout


def seconds(function, times=7):
    """Seconds of an image: the median of some runs after one that does not count, as `onnx_ours.mjs` takes it."""
    function()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        function()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) / ATTACKED


def pgd_losses(peer, images):
    """Robustness' l-inf PGD without a random start and its use_best: the largest loss of all iterates, the last included."""
    x, best = images, np.full(len(images), -np.inf, np.float32)
    for step in range(STEPS + 1):
        _, losses, gradient = peer(x)
        best = np.maximum(best, losses)
        if step == STEPS:
            return best
        moved = x + np.float32(STEP) * np.sign(gradient)
        x = np.clip(images + np.clip(moved - images, -np.float32(EPS), np.float32(EPS)), 0, 1)


def norm(numbers):
    return np.linalg.norm(numbers.astype(np.float64))


def largest_error(actual, expected):
    return (np.abs(actual - expected).max() / np.abs(expected).max()).item()


def compared(peer, images, file, folder, flags=(), speed=False, exact=None):
    """The cells of a row: `peer` gives logits, losses and the gradient of their sum, of images [N, rows, columns, 3]; and our seconds per image.

    Where there is `exact`, the peer in float64, ours and the peer's own logits and gradients are compared with its.
    """
    checkpoint = folder / "network"
    importer = ROOT / "packages/import/bin/bcos-import.js"
    run(importer, "--from", file, "--normalise", "none", "--classes", "10", "--out", checkpoint, "--force", "--quiet", *flags)
    logits, _, gradient = (exact or peer)(images[:IMAGES])
    # A network that gives all images nearly the same logits compares nothing.
    assert logits.std(0).mean() > 1e-3 * np.abs(logits).max() and np.abs(gradient).max() > 1e-9
    np.save(folder / "images.npy", images)
    asked = {"images": IMAGES, "attacked": ATTACKED, "eps": EPS, "step": STEP, "steps": STEPS, "shape": images.shape, "speed": speed}
    (folder / "asked.json").write_text(json.dumps(asked))
    found = json.loads(run(Path(__file__).with_name("onnx_ours.mjs"), checkpoint, folder))
    ours = np.fromfile(folder / "gradient.f32", np.float32).reshape(gradient.shape)
    errors = [errors_of(np.array(found["logits"]).reshape(logits.shape), ours, logits, gradient)]
    if exact is not None:
        own, _, slope = peer(images[:IMAGES])
        print_by_image({"ours": ours, "the peer's own": slope}, gradient)
        errors.append(errors_of(own, slope, logits, gradient))
    losses = pgd_losses(peer, images)
    near = np.abs(np.array(found["losses"]) - losses) <= 0.01 * np.abs(losses)
    return [*(" / ".join(pair) for pair in zip(*errors)), f"{100 * near.mean():.0f}%"], found["seconds"]


def print_by_image(gradients, exact):
    """Where a gradient is far off, says on which images: a unit on the other side of a kink changes that of a single image."""
    errors = {name: [norm(g - e) / norm(e) for g, e in zip(gradient, exact)] for name, gradient in gradients.items()}
    if max(max(of) for of in errors.values()) > 1e-3:
        for name, of in errors.items():
            print(f"gradient image by image, {name}:", " ".join(f"{error:.1e}" for error in of), flush=True)


def errors_of(found, slope, logits, gradient):
    return [f"{largest_error(found, logits):.1e}", f"{norm(slope - gradient) / norm(gradient):.1e}"]


def print_row(cells):
    print("| " + " | ".join(cells) + " |", flush=True)
