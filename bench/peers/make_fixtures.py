"""Writes the fixtures of packages/models: what PyTorch and the `bcos` package compute of weights and images that both sides
make of a formula. `README.md` says how to run it; the same versions write the same bytes."""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import save_file

import torchvision_shim  # noqa: F401  before anything that imports torchvision

from peer_networks import peer_network
from resnet8 import ResNet8
from seeded_numbers import fill, seeded_numbers

CLASSES = 10
# Of the gradient of a kernel only every so-many-th number is stored; prime to the sizes of kernels, so that every place counts.
STRIDE = 7
BCOS_CASES = {"b2": (2, 1), "b1.5-max-out2": (1.5, 2), "b1": (1, 1), "b3": (3, 1)}


def images(name, count, channels):
    return seeded_numbers(name, (count, channels, 32, 32), 0, 1)


def labels(count):
    return torch.arange(count) * 3 % CLASSES


def bce(logits, target):
    """Summed over images, mean over classes."""
    onehot = F.one_hot(target, CLASSES).to(logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, onehot, reduction="none").mean(1).sum()


def cross_entropy(logits, target):
    return F.cross_entropy(logits, target, reduction="sum")


def logits_and_gradients(network, x, loss):
    """Logits, and the loss's gradient with respect to the input and to every parameter."""
    x = x.clone().requires_grad_()
    names, parameters = zip(*network.named_parameters())
    logits = network(x)
    gradient, *gradients = torch.autograd.grad(loss(logits, labels(len(x))), [x, *parameters])
    sampled = {f"gradient:{name}": g.flatten()[::STRIDE].clone() for name, g in zip(names, gradients)}
    return {"logits": logits.detach(), "gradient": gradient, **sampled}


def brightness_of(network, x):
    """The power of two by which the images are multiplied, so that what the network says is no less than its logit bias: of
    random weights, each layer of a B-cos network lets only a small part through. Norms over single images take brightness
    out again, so that it stays where it no longer helps."""
    brightness, response, before = 1.0, response_of(network, x), 0.0
    while response < 1 and (response == 0 or response > before * 1.1):
        brightness *= 2
        response, before = response_of(network, x * brightness), response
    return brightness


@torch.no_grad()
def response_of(network, x):
    """The largest logit without the logit bias, beside which a small one would be rounded away."""
    bias, network.logit_layer.logit_bias = network.logit_layer.logit_bias, None
    response = network(x).abs().max().item()
    network.logit_layer.logit_bias = bias
    return response


def explanation(network, x):
    """The dynamic linear map of the largest logit, [N,6,32,32]."""
    x = x.clone().requires_grad_()
    with network.explanation_mode():
        largest = network(x).max(1).values.sum()
        return torch.autograd.grad(largest, [x])[0]


def bcos_case(b, max_out):
    network = fill(peer_network("bcos-resnet8", b, max_out, "none")).eval()
    x = images("pictures", 2, 6)
    brightness = brightness_of(network, x)
    x = x * brightness
    results = {**logits_and_gradients(network, x, bce), "explanation": explanation(network, x)}
    return {"brightness": torch.tensor([brightness]), **results}


def resnet_case(train):
    network = fill(ResNet8()).train(train)
    return logits_and_gradients(network, images("pictures", 4, 3), cross_entropy)


def running_statistics():
    """What three forward passes in training mode make of the statistics."""
    network = fill(ResNet8()).train()
    for step in range(3):
        network(images(f"pictures of step {step}", 4, 3))
    return {name: tensor for name, tensor in network.state_dict().items() if "running" in name}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(1)  # sums in one order
    cases = {f"bcos-resnet8-{name}": bcos_case(*parameters) for name, parameters in BCOS_CASES.items()}
    cases["resnet8-evaluate"] = resnet_case(train=False)
    cases["resnet8-train"] = resnet_case(train=True)
    cases["resnet8-running-statistics"] = running_statistics()
    folder.mkdir(parents=True, exist_ok=True)
    for name, tensors in cases.items():
        save_file({key: tensor.contiguous() for key, tensor in tensors.items()}, folder / f"{name}.safetensors")


if __name__ == "__main__":
    main()
