"""Writes the fixtures of whole networks: for every case of packages/models/src/fixtures/networks/cases.json what the peers'
own network computes of weights and images that both sides make of a formula. `README.md` says how to run it.

The peer computes in float64, so that a spec sees the errors of this project alone, and in float32 too, which tells how large
errors of float32 are for this network. A fixture holds, in float32:

- `brightness`: the images are multiplied by it, so that what a B-cos network says is no less than its logit bias;
- `logits`;
- `temperature`: the logits are divided by it before the loss, so that the loss is not saturated: its gradient would be noise;
- `gradient`, `gradient.largest`: of the loss with respect to the input, every 13th number, and the largest size of all;
- `explanation`, `explanation.largest`: likewise the dynamic linear map of the largest logit (B-cos networks in evaluation);
- `weights`, `weights.largest`, `weights.norm`: of the loss's gradient with respect to each array, in the order of their names,
  16 numbers evenly spread, the largest size of all and the Euclidean norm;
- `rounding`: the largest errors of the peer itself, float32 against float64: of logits, gradient, gradients of the weights,
  explanation; each as a part of the largest of its array.

A case of mode `statistics` holds all running statistics after three forward passes in training, in the order of their
names, 16 numbers of each, and the peer's own `rounding` of them. Images of a training pass are of different brightness: of noise alone, each channel deep in a
network is nearly the same number for all of them, and a variance is a difference of nearly equal numbers.
"""

import argparse
import copy
import json
import math
from pathlib import Path

import torch
from safetensors.torch import save_file

from make_fixtures import bce, brightness_of, cross_entropy, labels, images
from peer_networks import ORDINARY_NETWORKS, normaliser_of, peer_network
from seeded_numbers import fill

# Prime to the sides and channels of images, so that every row, column and channel is seen.
STRIDE = 13
SAMPLES = 16


def evenly(array):
    """16 numbers evenly spread over an array; some of them twice where it has fewer."""
    flat = array.flatten()
    return flat[[i * len(flat) // SAMPLES for i in range(SAMPLES)]]


def loss_of(architecture):
    return cross_entropy if architecture["name"] in ORDINARY_NETWORKS else bce


def explanation(network, x):
    x = x.clone().requires_grad_()
    with network.explanation_mode():
        return torch.autograd.grad(network(x).max(1).values.sum(), [x])[0]


def temperature_of(logits):
    """The power of two that brings the largest logit to 4 or less; 1 where it is."""
    return 2.0 ** max(0, math.ceil(math.log2(logits.abs().max().item() / 4)))


def whole_results(case, network, x):
    """Logits, gradients and explanation, with nothing left out."""
    architecture = case["architecture"]
    normalise = normaliser_of(architecture["name"]).to(x.dtype)
    network.train(case["mode"] == "train")
    x = x.clone().requires_grad_()
    named = sorted(network.named_parameters())
    logits = network(normalise(x))
    loss = loss_of(architecture)(logits / temperature_of(logits), labels(len(x)))
    gradient, *gradients = torch.autograd.grad(loss, [x, *(parameter for _, parameter in named)])
    explains = case["mode"] == "evaluate" and architecture["name"] not in ORDINARY_NETWORKS
    return {
        "logits": [logits.detach()],
        "gradient": [gradient],
        "weights": gradients,
        "explanation": [explanation(network, x.detach())] if explains else [],
    }


def largest_error(actual, expected):
    errors = [((a - e).abs().max() / e.abs().max()).item() for a, e in zip(actual, expected)]
    return max(errors, default=0.0)


def sampled(name, array):
    return {name: array.flatten()[::STRIDE], f"{name}.largest": array.abs().max().reshape(1)}


def network_case(case, network, x):
    single = whole_results(case, copy.deepcopy(network), x)
    double = whole_results(case, network.double(), x.double())
    result = {
        "logits": double["logits"][0],
        "temperature": torch.tensor([temperature_of(double["logits"][0])]),
        **sampled("gradient", double["gradient"][0]),
        "weights": torch.stack([evenly(g) for g in double["weights"]]),
        "weights.largest": torch.stack([g.abs().max() for g in double["weights"]]),
        "weights.norm": torch.stack([g.norm() for g in double["weights"]]),
        "rounding": torch.tensor([largest_error(single[name], double[name]) for name in single]),
    }
    if double["explanation"]:
        result |= sampled("explanation", double["explanation"][0])
    return result


def training_images(name, count, channels):
    return images(name, count, channels) * (torch.arange(1, count + 1) / count)[:, None, None, None]


@torch.no_grad()
def statistics_after(case, network, dtype):
    """All running statistics after three forward passes in training."""
    normalise = normaliser_of(case["architecture"]["name"]).to(dtype)
    network = copy.deepcopy(network).to(dtype).train()
    for step in range(3):
        x = training_images(f"{case['seed']} of step {step}", case["images"], channels_of(case))
        network(normalise(x.to(dtype)))
    return [tensor for name, tensor in sorted(network.state_dict().items()) if "running" in name]


def statistics_case(case, network):
    single, double = (statistics_after(case, network, dtype) for dtype in (torch.float32, torch.float64))
    return {
        "statistics": torch.stack([evenly(tensor) for tensor in double]),
        "rounding": torch.tensor([largest_error(single, double)]),
    }


def channels_of(case):
    return 3 if case["architecture"]["name"] in ORDINARY_NETWORKS else 6


def fixture_of(case):
    architecture = case["architecture"]
    network = peer_network(architecture["name"], architecture["b"], architecture["maxOut"], architecture["norm"])
    network = fill(network).eval()
    if case["mode"] == "statistics":
        return statistics_case(case, network)
    make_images = training_images if case["mode"] == "train" else images
    x = make_images(case["seed"], case["images"], channels_of(case))
    network.train(case["mode"] == "train")
    brightness = 1.0 if architecture["name"] in ORDINARY_NETWORKS else brightness_of(network, x)
    return {"brightness": torch.tensor([brightness]), **network_case(case, network, x * brightness)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="holds cases.json; a file a case is written beside it")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    arguments = parser.parse_args()
    torch.set_num_threads(1)  # sums in one order
    for case in json.loads((arguments.folder / "cases.json").read_text()):
        if arguments.only in case["name"]:
            tensors = fixture_of(case)
            file = arguments.folder / f"{case['name']}.safetensors"
            save_file({key: tensor.float().contiguous() for key, tensor in tensors.items()}, file)
            file.chmod(0o644)
            print(case["name"], [f"{error:.1e}" for error in tensors.get("rounding", torch.empty(0)).tolist()], flush=True)


if __name__ == "__main__":
    main()
