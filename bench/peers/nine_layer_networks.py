"""The nine-layer networks of B-cos v1 and CoDA-Nets of any width, put together of their own modules. Their code is not on PyPI: `BCOS_V1` and
`CODA_NETS` name clones of github.com/moboehle/B-cos and github.com/moboehle/CoDA-Nets. Both call their packages alike, so that each is
imported by itself."""

import contextlib
import importlib
import os
import sys

import torch
from torch import nn

STRIDES = [1, 1, 2, 1, 1, 2, 1, 1, 1]
WIDTHS = [1, 1, 2, 2, 2, 4, 4, 4]
# `experiments/CIFAR10/bcos/experiment_parameters.py`: powers of ten
TEMPERATURES = {1: -3, 1.25: -3, 1.5: -2, 1.75: 1, 2: 2, 2.25: 2, 2.5: 3}
CODA_TEMPERATURE = 1000


def module_of(variable, name):
    """A module of a clone that an environment variable names."""
    names = [known for known in sys.modules if known.split(".")[0] in ("modules", "models", "project_utils")]
    for known in names:
        del sys.modules[known]
    sys.path.insert(0, os.environ[variable])
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


class LogitLayer(nn.Module):
    """Their `FinalLayer`, whose bias the fixtures' script takes away for a moment."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    @property
    def logit_bias(self):
        return self.layer.bias

    @logit_bias.setter
    def logit_bias(self, bias):
        self.layer.bias = 0 if bias is None else bias

    def forward(self, x):
        return self.layer(x)


class Explained(nn.Sequential):
    """With the explanation mode as `bcos` 0.1.3 has it."""

    def __init__(self, *layers):
        super().__init__(*layers[:-1], LogitLayer(layers[-1]))
        # Not as a module: it would be called twice.
        object.__setattr__(self, "logit_layer", self[-1])

    @contextlib.contextmanager
    def explanation_mode(self):
        detachable = [module for module in self.modules() if hasattr(module, "detach") and module is not self]
        for module in detachable:
            module.explanation_mode(True)
        yield
        for module in detachable:
            module.explanation_mode(False)


def bcos_v1(width, b, max_out, classes, logit_bias):
    modules, utils = module_of("BCOS_V1", "modules.bcosconv2d"), module_of("BCOS_V1", "modules.utils")
    channels = [6, *(width * times for times in WIDTHS), classes]
    layers = [
        modules.BcosConv2d(channels[i], channels[i + 1], kernel_size=1 if i == 8 else 3, stride=stride, padding=0 if i == 8 else 1,
                           max_out=max_out, b=b, scale=10 ** (-2 + 1.5 * (2.5 - b)))
        for i, stride in enumerate(STRIDES)
    ]
    return Explained(*layers, utils.MyAdaptiveAvgPool2d((1, 1)), utils.FinalLayer(bias=logit_bias, norm=10 ** TEMPERATURES[b]))


def coda(width, rank, classes, logit_bias):
    simple_coda, norms = module_of("CODA_NETS", "models.simple_coda"), module_of("CODA_NETS", "modules.norms")
    network = simple_coda.make_coda_net(
        6, [*(width * times for times in WIDTHS), classes], [rank] * 2 + [2 * rank] * 7, [3] * 8 + [1], STRIDES, [1] * 8 + [0],
        norms.Squashing, logit_bias, CODA_TEMPERATURE)
    return Explained(*network)
