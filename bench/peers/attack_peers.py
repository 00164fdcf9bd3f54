"""The attacks of the public packages on tensors of any number of channels, for attack_fixtures.py and attack_parity.py."""

from types import SimpleNamespace

import torch
import torch.nn.functional as F

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from robustness.attacker import Attacker

# robustness and torchattacks move tensors to a GPU without asking.
torch.Tensor.cuda = lambda self, *args, **options: self


def bce(logits, classes):
    """[N]: binary cross-entropy over one-hot classes, mean over classes."""
    onehot = F.one_hot(classes, logits.shape[1]).to(logits.dtype)
    return F.binary_cross_entropy_with_logits(logits, onehot, reduction="none").mean(1)


def cross_entropy(logits, classes):
    """[N]: cross-entropy of the softmax."""
    return F.cross_entropy(logits, classes, reduction="none")


LOSSES = {"bce": bce, "ce": cross_entropy}
CONSTRAINTS = {"linf": "inf", "l2": "2"}


class Encoded(torch.nn.Module):
    """A network of encoded input, attacked at its images: they are encoded inside."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, images):
        return self.network(torch.cat([images, 1 - images], 1))


def robustness_pgd(network, x, classes, *, norm, eps, steps, step_size, loss, **options):
    """The robustness package's own PGD; `options` are `targeted`, `use_best`, `random_start` …"""
    channels = x.shape[1]
    attacker = Attacker(network, SimpleNamespace(mean=torch.zeros(channels), std=torch.ones(channels)))
    attacker.normalize = torch.nn.Identity()  # the network gets the tensor that is attacked
    followed = LOSSES[loss]
    options = {"use_best": True, **options}
    return attacker(
        x,
        classes,
        constraint=CONSTRAINTS[norm],
        eps=eps,
        step_size=step_size,
        iterations=steps,
        custom_loss=lambda model, at, wanted: (followed(model(at), wanted), None),
        **options,
    )


def least_likely(logits, labels):
    """[N]: the class of lowest logit, the right one left out."""
    right = F.one_hot(labels, logits.shape[1]).bool()
    return logits.masked_fill(right, float("inf")).argmin(1)


def momentum_l2(network, x, classes, *, eps, steps, decay, loss, targeted):
    """MI-FGSM in l2 (Dong et al. 2018, section 3.3), written from the article with torchattacks' way of dividing gradients:
    foolbox's sums them as they are."""
    sign = -1 if targeted else 1
    memory, moved = torch.zeros_like(x), x.clone()
    for _ in range(steps):
        moved = moved.detach().requires_grad_()
        gradient = torch.autograd.grad(sign * LOSSES[loss](network(moved), classes).sum(), [moved])[0]
        memory = decay * memory + gradient / gradient.abs().mean((1, 2, 3), keepdim=True)
        with torch.no_grad():
            moved = moved + eps / steps * memory / memory.flatten(1).norm(dim=1).view(-1, 1, 1, 1)
            moved = (x + (moved - x).renorm(2, 0, eps)).clamp(0, 1)
    return moved.detach()
