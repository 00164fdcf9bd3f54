"""What the fixtures of single layers hold: outputs, gradients of their sum with fixed weights, and of both only a part."""

import torch

from seeded_numbers import seeded_numbers

# Every so-many-th number is stored: prime to the sizes of arrays, so that every place along every axis counts.
IMAGE_STRIDE = 3
KERNEL_STRIDE = 7


def output_and_gradients(network, x):
    """`y`, `dx` and `gradient:NAME` of every parameter; feature maps by a third, kernels by a seventh, vectors whole."""
    x = x.clone().requires_grad_()
    names, parameters = zip(*network.named_parameters())
    y = network(x)
    dx, *gradients = torch.autograd.grad((y * seeded_numbers("weights of a sum", y.shape)).sum(), [x, *parameters])
    of_parameters = {f"gradient:{name}": _of_weights(g) for name, g in zip(names, gradients)}
    return {"y": _of_images(y.detach()), "dx": _of_images(dx), **of_parameters}


def flattened(results):
    """A dictionary of dictionaries of arrays as one, with the keys of both joined by a slash."""
    return {f"{outer}/{inner}": array for outer, arrays in results.items() for inner, array in arrays.items()}


def _of_images(array):
    return array.flatten()[::IMAGE_STRIDE].clone()


def _of_weights(array):
    return array.flatten()[:: KERNEL_STRIDE if array.dim() > 1 else 1].clone()
