"""adv-lib's attacks that look for the nearest misclassified image, and what they find as radii."""

import sys
import types

import torch

import torchvision_shim  # noqa: F401  before anything that imports torchvision

# adv-lib imports its plotting client wherever an attack could plot.
sys.modules.setdefault("visdom", types.SimpleNamespace(Visdom=None))
from adv_lib.attacks import ddn, fmn  # noqa: E402

CASES = [("fmn", "linf"), ("fmn", "l2"), ("ddn", "l2")]


def nearest(attack, norm, network, x, labels, steps):
    """The nearest misclassified images; the image itself where none was found."""
    if attack == "ddn":
        return ddn(network, x, labels, steps=steps, levels=None)
    return fmn(network, x, labels, norm=float("inf") if norm == "linf" else 2, steps=steps)


def radii(network, x, labels, found, norm):
    """Each image's radius in float64: 0 where it is misclassified already, infinite where none was found."""
    difference = (found.double() - x.double()).flatten(1)
    length = difference.abs().amax(1) if norm == "linf" else difference.norm(dim=1)
    with torch.no_grad():
        clean, adversarial = network(x).argmax(1) != labels, network(found).argmax(1) != labels
    length[~adversarial] = torch.inf
    length[clean] = 0
    return length
