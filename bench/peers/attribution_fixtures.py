"""Writes the fixtures of attributions of packages/explain: what Captum puts the logits of networks and images of a formula down
to, and what scipy says of maps of that formula. `README.md` says how to run it; the same versions write the same numbers.

`attributions.safetensors` holds for each network, computed in float64: `logits`; `input-x-gradient` and `integrated-gradients`,
every third number of each, as PyTorch has them (images, channels, rows, columns); `smooth-grad`, summed over channels;
`delta`, how far Integrated Gradients are from the difference of the logits. `statistics.json` holds cosines and rank
correlations.
"""

import argparse
import json
from pathlib import Path
from unittest import mock

import torch
from scipy.spatial.distance import cosine
from scipy.stats import spearmanr
from safetensors.torch import save_file

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from captum.attr import InputXGradient, IntegratedGradients, NoiseTunnel, Saliency

from peer_networks import CLASSES, peer_network
from resnet8 import ResNet8
from seeded_numbers import fill, seeded_numbers

IMAGES = 2
# Prime to the sides and channels of images, so that every row, column and channel is seen.
STRIDE = 3
SAMPLES = 4
NOISE = 0.15
MAP = 60


def networks():
    """By name, each with the inputs that it takes."""
    rgb = seeded_numbers("pictures", (IMAGES, 3, 32, 32), 0, 1)
    encoded = torch.cat([rgb, 1 - rgb], 1)
    yield "resnet8", ResNet8(), rgb
    # Without norms a B-cos network is linear along the line from zeros; a norm that centres bends it.
    for norm in ("none", "bn"):
        yield f"bcos-resnet8-{norm}", peer_network("bcos-resnet8", 2, 1, norm), encoded


def seeded_noise(_mean, std):
    """Stands in for `torch.normal` in Captum's NoiseTunnel: uniform noise that the spec knows too."""
    return seeded_numbers("noise", std.shape) * std


def attributions(network, x):
    target = torch.arange(IMAGES) * 3 % CLASSES
    integrated, delta = IntegratedGradients(network).attribute(x, target=target, return_convergence_delta=True)
    with mock.patch("torch.normal", seeded_noise):
        tunnel = NoiseTunnel(Saliency(network))
        smooth = tunnel.attribute(x, target=target, nt_type="smoothgrad", nt_samples=SAMPLES, stdevs=NOISE)
    return {
        "logits": network(x).detach(),
        "input-x-gradient": sampled(InputXGradient(network).attribute(x.clone(), target=target)),
        "integrated-gradients": sampled(integrated),
        "smooth-grad": smooth.sum(1),
        "delta": delta,
    }


def sampled(array):
    return array.detach().flatten()[::STRIDE]


def statistics():
    """Maps of the formula: of all values different, of many alike, and of one that follows the other."""
    a, b = (seeded_numbers(name, (MAP,)) for name in ("a", "b"))
    rounded = [(x * 3).round() for x in (a, b)]
    for name, x, y in [("different", a, b), ("many alike", *rounded), ("related", a, a * a * a + 0.25 * b)]:
        x, y = x.double().numpy(), y.double().numpy()
        correlation = spearmanr(x, y).statistic
        yield {"name": name, "a": x.tolist(), "b": y.tolist(), "cosine": 1 - cosine(x, y), "rankCorrelation": correlation}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(1)  # sums in one order
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {}
    for name, network, x in networks():
        found = attributions(fill(network).eval().double(), x.double())
        arrays.update({f"{name}/{key}": array.float().contiguous() for key, array in found.items()})
        print(name, "logits", found["logits"].tolist(), "delta", found["delta"].tolist())
    save_file(arrays, folder / "attributions.safetensors")
    (folder / "statistics.json").write_text(json.dumps(list(statistics()), indent=1) + "\n")


if __name__ == "__main__":
    main()
