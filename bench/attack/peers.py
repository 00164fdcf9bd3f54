"""The peers' PGD as contenders of throughput.mjs: python peers.py PEER NETWORK BATCH STEPS"""

import os
import sys
import time
from pathlib import Path

begun = time.perf_counter()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "peers"))

import torch  # noqa: E402

from attack_peers import LOSSES, robustness_pgd  # noqa: E402
from contender import serve  # noqa: E402
from peer_networks import normaliser_of, peer_network  # noqa: E402

EPS = 0.5
STEP = 2.5 * EPS / 20
NORMS = {"bcos-resnet50": "bnu-linear"}


def bare(network, x, classes, loss, steps):
    """PGD with the best iterate kept, in as few lines of PyTorch as it takes."""
    at, best = x.clone(), x.clone()
    best_loss = torch.full((len(x),), -torch.inf)
    for _ in range(steps):
        at = at.detach().requires_grad_()
        losses = LOSSES[loss](network(at), classes)
        (gradient,) = torch.autograd.grad(losses.sum(), [at])
        with torch.no_grad():
            better = losses > best_loss
            best = torch.where(better.view(-1, 1, 1, 1), at, best)
            best_loss = torch.where(better, losses, best_loss)
            at = at + STEP * gradient / (gradient.flatten(1).norm(dim=1).view(-1, 1, 1, 1) + 1e-10)
            at = (x + (at - x).renorm(2, 0, EPS)).clamp(0, 1)
    return best


def eager(network, x, classes, loss):
    return lambda steps: bare(network, x, classes, loss, steps)


def compiled(network, x, classes, loss):
    network = torch.compile(network)
    return lambda steps: bare(network, x, classes, loss, steps)


def robustness(network, x, classes, loss):
    return lambda steps: robustness_pgd(
        network, x, classes, norm="l2", eps=EPS, steps=steps, step_size=STEP, loss=loss, do_tqdm=False
    )


def attacks_of_torchattacks(network, x, classes, _loss):
    """Cross-entropy always: it knows no other loss."""
    import torchattacks

    def run(steps):
        return torchattacks.PGDL2(network, eps=EPS, alpha=STEP, steps=steps, random_start=False)(x, classes)

    return run


def attacks_of_foolbox(network, x, classes, _loss):
    """Cross-entropy always: it knows no other loss."""
    import foolbox

    model = foolbox.PyTorchModel(network, bounds=(0, 1), device="cpu")

    def run(steps):
        attack = foolbox.attacks.L2ProjectedGradientDescentAttack(abs_stepsize=STEP, steps=steps, random_start=False)
        return attack(model, x, classes, epsilons=EPS)

    return run


PEERS = {
    "eager": eager,
    "compile": compiled,
    "robustness": robustness,
    "torchattacks": attacks_of_torchattacks,
    "foolbox": attacks_of_foolbox,
}


def main():
    peer, name, batch, steps = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(int(os.environ["BENCH_THREADS"]))
    torch.manual_seed(0)
    bcos = name.startswith("bcos")
    network = torch.nn.Sequential(normaliser_of(name), peer_network(name, 2, 1, NORMS.get(name, "none")))
    network.eval().requires_grad_(False)
    x = torch.rand(batch, 6 if bcos else 3, 32, 32)
    run = PEERS[peer](network, x, torch.arange(batch) % 10, "bce" if bcos else "ce")
    run(1)
    seconds = time.perf_counter() - begun
    run(1)
    serve(lambda: run(steps), batch * steps, seconds)


if __name__ == "__main__":
    main()
