"""Writes the fixtures of packages/attack: losses of attacks by robustness, torchattacks and foolbox on networks and images of
a formula. `README.md` says how to run it; the same versions write the same numbers."""

import argparse
import json
from functools import partial
from pathlib import Path

import torch

import torchvision_shim  # noqa: F401  before anything that imports torchvision
import foolbox
import torchattacks

from attack_peers import LOSSES, Encoded, least_likely, momentum_l2, robustness_pgd
from peer_networks import peer_network
from resnet8 import ResNet8
from seeded_numbers import fill, seeded_numbers

CLASSES = 10
COUNT = 4
STEPS = 10
AUTO_STEPS = 50
L1_RADIUS = 8.0
FIRST = (1, 2, 3)
RADII = {"linf": 8 / 255, "l2": 0.5}


def images():
    """[N,3,32,32], whole numbers of 255."""
    return (seeded_numbers("pictures", (COUNT, 3, 32, 32), 0, 1) * 256).floor().clamp(0, 255) / 255


def labels():
    return torch.arange(COUNT) * 3 % CLASSES


def resnet8():
    return fill(ResNet8()).eval()


def bcos_resnet8():
    """With b = 1, of which random weights let enough through for a loss to be seen in."""
    return fill(peer_network("bcos-resnet8", b=1, max_out=2, norm="none")).eval()


def by_robustness(network, x, wanted, norm, steps, loss, targeted, use_best):
    return robustness_pgd(
        network,
        x,
        wanted,
        norm=norm,
        eps=RADII[norm],
        steps=steps,
        step_size=2.5 * RADII[norm] / STEPS,
        loss=loss,
        targeted=targeted,
        use_best=use_best,
    )


def by_torchattacks(attack, x, wanted, targeted):
    if targeted:
        attack.set_mode_targeted_by_label(quiet=True)
    return attack(x, wanted)


def fgsm(network, x, wanted, norm, targeted):
    if norm == "linf":
        return by_torchattacks(torchattacks.FGSM(network, eps=RADII[norm]), x, wanted, targeted)
    criterion = foolbox.criteria.TargetedMisclassification if targeted else foolbox.criteria.Misclassification
    model = foolbox.PyTorchModel(network, bounds=(0, 1))
    # Its L2 FGSM knows no targets: one step of its gradient descent, which is the same, does.
    attack = foolbox.attacks.L2PGD(rel_stepsize=1, steps=1, random_start=False)
    return attack.run(model, x, criterion(wanted), epsilon=RADII[norm])


def mi_fgsm(network, x, wanted, norm, targeted):
    if norm == "linf":
        attack = torchattacks.MIFGSM(network, eps=RADII[norm], alpha=RADII[norm] / STEPS, steps=STEPS, decay=1.0)
        return by_torchattacks(attack, x, wanted, targeted)
    return momentum_l2(network, x, wanted, eps=RADII[norm], steps=STEPS, decay=1.0, loss="ce", targeted=targeted)


def cases():
    rgb = images()
    encoded = torch.cat([rgb, 1 - rgb], 1)
    plain, bcos = resnet8(), bcos_resnet8()
    for norm in RADII:
        for targeted in (False, True):
            for threat, network, x in [("encoded", bcos, encoded), ("pixel", Encoded(bcos), rgb)]:
                yield {"attack": "pgd", "network": "bcos-resnet8", "threat": threat, "loss": "bce"}, network, x, norm, targeted
            for attack in ("pgd", "fgsm", "mi-fgsm"):
                yield {"attack": attack, "network": "resnet8", "threat": "pixel", "loss": "ce"}, plain, rgb, norm, targeted


def auto_pgd(network, x, wanted, norm, loss):
    """The highest loss that Auto-PGD finds from a start of the formula, and how far that point is from the image."""
    noise = seeded_numbers("start", x.shape, 0, 1)
    attack = torchattacks.APGD(network, norm={"linf": "Linf", "l2": "L2"}[norm], eps=RADII[norm], steps=AUTO_STEPS, loss=loss)
    uniform, normal = torch.rand, torch.randn
    torch.rand = torch.randn = lambda _shape: noise.clone()
    try:
        best, _, losses, _ = attack.attack_single_run(x, wanted)
    finally:
        torch.rand, torch.randn = uniform, normal
    return {"losses": losses.tolist(), "change": (best - x).flatten(1).norm(dim=1).tolist()}


def auto_pgd_l1(network, x, wanted, loss):
    """The same in l1, by the authors' package: torchattacks has no l1. Its noise is projected onto the ball and the range of images."""
    from pyautoattack.autopgd_base import APGDAttack

    noise = seeded_numbers("start", x.shape, 0, 1)
    attack = APGDAttack(network, n_iter=AUTO_STEPS, norm="L1", eps=L1_RADIUS, loss=loss)
    attack.init_hyperparam(x)
    normal = torch.randn
    torch.randn = lambda *_shape, **_options: noise.clone()
    try:
        best, _, losses, _ = attack.attack_single_run(x, wanted)
    finally:
        torch.randn = normal
    return {"losses": losses.tolist(), "change": (best - x).flatten(1).norm(dim=1).tolist()}


def auto_pgd_cases():
    rgb = images()
    for name, network in [("resnet8", resnet8()), ("bcos-resnet8", Encoded(bcos_resnet8()))]:
        for norm in (*RADII, "l1"):
            for loss in ("ce", "dlr"):
                by_peer = auto_pgd_l1 if norm == "l1" else partial(auto_pgd, norm=norm)
                found = by_peer(network, rgb, labels(), loss=loss)
                yield {"network": name, "norm": norm, "loss": loss, "steps": AUTO_STEPS, **found}


def attacked(case, network, x, wanted, norm, targeted):
    """What each run of the attack leaves, by name: the first steps and the whole."""
    if case["attack"] != "pgd":
        whole = fgsm if case["attack"] == "fgsm" else mi_fgsm
        return {"final": whole(network, x, wanted, norm, targeted)}
    run = partial(by_robustness, network, x, wanted, norm, loss=case["loss"], targeted=targeted)
    return {**{f"step{step}": run(step, use_best=False) for step in FIRST}, "final": run(STEPS, use_best=True)}


def result(case, network, x, norm, targeted):
    with torch.no_grad():
        clean = network(x)
    wanted = least_likely(clean, labels()) if targeted else labels()
    loss = LOSSES[case["loss"]]
    losses = {
        name: loss(network(at).detach(), wanted).tolist()
        for name, at in attacked(case, network, x, wanted, norm, targeted).items()
    }
    return {**case, "norm": norm, "targeted": targeted, "clean": loss(clean, wanted).tolist(), "losses": losses}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(1)  # sums in one order
    folder.mkdir(parents=True, exist_ok=True)
    results = [result(*case) for case in cases()]
    (folder / "peer-attacks.json").write_text(json.dumps(results, indent=1) + "\n")
    (folder / "peer-auto-pgd.json").write_text(json.dumps(list(auto_pgd_cases()), indent=1) + "\n")


if __name__ == "__main__":
    main()
