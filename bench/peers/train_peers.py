"""The parts of `bcos.training` that need no PyTorch Lightning, and what its trainer does with them."""

import importlib.util
from pathlib import Path

import torch

import bcos


def _load(name):
    """A module of bcos.training by itself: the package imports Lightning."""
    path = Path(bcos.__file__).parent / "training" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"bcos_training_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


adaptive_clip_grad_ = _load("agc").adaptive_clip_grad_
ExponentialMovingAverage = _load("ema").ExponentialMovingAverage


def averaged_weights(epochs, steps, every, decay, batch, warmup_epochs):
    """The moving average after each step of a weight that counts the steps: `setup` and `training_step` of bcos's trainer."""
    model = torch.nn.Linear(1, 1, bias=False)
    alpha = min(1.0, (1.0 - decay) * batch * every / epochs)
    ema = ExponentialMovingAverage(model, decay=1.0 - alpha)
    after = []
    with torch.no_grad():
        for epoch in range(epochs):
            for step in range(steps):
                model.weight.fill_(epoch * steps + step)
                if step % every == 0:
                    ema.update_parameters(model)
                    if epoch < warmup_epochs:
                        ema.n_averaged.fill_(0)
                after.append(ema.module.weight.item())
    return after
