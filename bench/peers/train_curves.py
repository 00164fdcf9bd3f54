"""The loss curve of every recipe of packages/train in small: a network of depth 8, weights and images of a formula, no
augmentation, 20 steps of 4 images in order."""

from types import SimpleNamespace

import torch
from bcos.modules.losses import BinaryCrossEntropyLoss, UniformOffLabelsBCEWithLogitsLoss
from bcos.optim import LRSchedulerFactory
from robustness.attacker import Attacker

from peer_networks import peer_network
from resnet8 import ResNet8
from seeded_numbers import fill, seeded_numbers
from train_peers import adaptive_clip_grad_

CLASSES = 10
IMAGES = 16
BATCH = 4
# Of the weights after the curve, every so-many-th number of each array is stored.
STRIDE = 211


def numbers(tensor):
    """The numbers of a float32 tensor to the nine digits that tell them apart."""
    return [float(f"{x:.9g}") for x in tensor.detach().flatten().tolist()]


def images():
    """[16,3,32,32] of whole bytes: a colour of its class with noise, so that there is something to learn."""
    colours = seeded_numbers("colours", (CLASSES, 3, 1, 1), 40, 180)
    noise = seeded_numbers("noise", (IMAGES, 3, 32, 32), 0, 60)
    return torch.floor(colours[labels()] + noise) / 255


def labels():
    return torch.arange(IMAGES) * 3 % CLASSES


def bcos_resnet8(norm):
    return fill(peer_network("bcos-resnet8", b=2, max_out=1, norm=norm))


class Encoded(torch.nn.Module):
    """A network together with what encodes its images."""

    def __init__(self, network, encode):
        super().__init__()
        self.network, self.encode = network, encode

    def forward(self, x):
        return self.network(self.encode(x))


def pgd(network, encode, x, y, loss, norm, eps, step, steps, use_best):
    """The attack of robustness's adversarial training: AttackerModel.forward puts the network in evaluation mode for it."""
    torch.Tensor.cuda = lambda self, *a, **k: self  # the package moves tensors to a GPU without asking
    attacker = Attacker(Encoded(network, encode), SimpleNamespace(mean=torch.zeros(3), std=torch.ones(3)))
    network.eval()
    attacked = attacker(
        x,
        y,
        constraint={"linf": "inf", "l2": "2"}[norm],
        eps=eps,
        step_size=step * eps,
        iterations=steps,
        use_best=use_best,
        custom_loss=lambda model, inp, target: (loss(model(inp), target), None),
    )
    network.train()
    return attacked.detach()


def curve(network, encode, loss, make_optimiser, make_schedule, steps_an_epoch, by_step=False, clip=False, attack=None):
    x, y = images(), labels()
    network.train()
    optimiser = make_optimiser(network.parameters())
    schedule = make_schedule(optimiser)
    found = []
    for step in range(20):
        at = slice((step * BATCH) % (steps_an_epoch * BATCH), (step * BATCH) % (steps_an_epoch * BATCH) + BATCH)
        batch = x[at]
        if attack is not None:
            batch = pgd(network, encode, batch, y[at], loss["each"], **attack)
        value = loss["mean"](network(encode(batch)), y[at])
        optimiser.zero_grad()
        value.backward()
        if clip:
            adaptive_clip_grad_(network.parameters())
        optimiser.step()
        if by_step or step % steps_an_epoch == steps_an_epoch - 1:
            schedule.step()
        found.append(value.item())
    weights = {name: numbers(p.flatten()[::STRIDE]) for name, p in network.named_parameters()}
    return {"losses": found, "weights": weights}


def normalised(x):
    return (x - 0.5) / 0.25


def inverted(x):
    return torch.cat([x, 1 - x], 1)


def of(loss):
    """A loss of torch's or bcos's, its mean and an image's own."""
    each = lambda logits, target: torch.stack([loss(l[None], t[None]) for l, t in zip(logits, target)])
    return {"mean": loss, "each": each}


def sgd(lr):
    return lambda parameters: torch.optim.SGD(parameters, lr, momentum=0.9, weight_decay=5e-4)


def curves():
    """By recipe. What is smaller than the recipe itself: 5 epochs of 4 steps (10 of 2 with warm-up), and lower rates of
    SGD. Adversarial training is run on a B-cos network with a norm: on one of ReLU, BatchNorm and depth 8, the
    losses of PyTorch itself in float32 and in float64 part by 4e-2 within 20 steps, because rounding decides signs."""
    adam = lambda parameters: torch.optim.Adam(parameters, 1e-3)
    cosine = LRSchedulerFactory(name="cosineannealinglr", epochs=5).create
    warmup = dict(warmup_method="linear", warmup_epochs=5, warmup_decay=0.01)
    warm = LRSchedulerFactory(name="cosineannealinglr", epochs=10, **warmup).create
    thirds = lambda o: torch.optim.lr_scheduler.MultiStepLR(o, [2, 4], gamma=0.1)
    cycle = lambda o: torch.optim.lr_scheduler.CyclicLR(o, 0, 0.04, step_size_up=8, step_size_down=12, cycle_momentum=False)
    bce, uniform = of(BinaryCrossEntropyLoss()), of(UniformOffLabelsBCEWithLogitsLoss())
    entropy = of(torch.nn.CrossEntropyLoss())
    resnet8 = lambda: fill(ResNet8())
    bnu8 = lambda: bcos_resnet8("bnu-linear")
    linf = dict(norm="linf", eps=8 / 255)
    l2 = dict(norm="l2", eps=0.5)
    seven = dict(step=0.2, steps=7, use_best=True)
    one = dict(step=1.25, steps=1, use_best=False)
    return {
        "bcos-resnet56": curve(bcos_resnet8("none"), inverted, bce, adam, cosine, 4),
        "bcos-resnet50": curve(bnu8(), inverted, uniform, adam, warm, 2, clip=True),
        "resnet50-natural": curve(resnet8(), normalised, entropy, sgd(0.001), thirds, 4),
        "resnet50-linf-8": curve(bnu8(), inverted, entropy, sgd(0.01), thirds, 4, attack={**linf, **seven}),
        "resnet50-l2-0.5": curve(bnu8(), inverted, entropy, sgd(0.02), thirds, 4, attack={**l2, **seven}),
        "fair": curve(bnu8(), inverted, bce, adam, cosine, 4),
        "fast-linf-8": curve(bnu8(), inverted, entropy, sgd(0.04), cycle, 4, by_step=True, attack={**linf, **one}),
        "fast-l2-0.5": curve(bnu8(), inverted, entropy, sgd(0.04), cycle, 4, by_step=True, attack={**l2, **one}),
    }
