"""The peers' own networks by the names that packages/models/src/registry.ts has for them, ten classes each."""

import math
from functools import partial

import torch

import torchvision_shim  # noqa: F401  before anything that imports torchvision
import robustbench_shim  # noqa: F401  before anything that imports robustbench
import torchvision
from bcos.experiments.CIFAR10.norm_ablations_final.experiment_parameters import NORMS_MAP
from bcos.models import densenet, resnet, vgg
from bcos.modules import norms
from bcos.modules.bcosconv2d import BcosConv2d
from robustbench.model_zoo.architectures import dm_wide_resnet, wide_resnet
from robustbench.model_zoo.architectures import resnet as robustbench_resnet
from robustness.cifar_models import densenet as robustness_densenet
from robustness.cifar_models import resnet as robustness_resnet
from robustness.cifar_models import vgg as robustness_vgg
from robustness.tools.helpers import InputNormalize

from kuangliu_mobilenet import MobileNetV2 as KuangliuMobileNetV2
from small_networks import SMALL_NETWORKS

CLASSES = 10
LOGIT_BIAS = -math.log(CLASSES - 1)
# `robustness.datasets.CIFAR`
CIFAR_MEAN = torch.tensor([0.4914, 0.4822, 0.4465])
CIFAR_STD = torch.tensor([0.2023, 0.1994, 0.2010])


def bcos_resnet8(**settings):
    """The shallowest of the family, for which `bcos` has no function: one block a stage."""
    return resnet.BcosResNet(resnet.BasicBlock, [1, 1, 1], in_chans=6, inplanes=16, small_inputs=True, **settings)


BCOS_NETWORKS = {
    "bcos-resnet8": bcos_resnet8,
    **{f"bcos-resnet{depth}": getattr(resnet, f"cifar10_resnet{depth}") for depth in (20, 32, 44, 56, 110)},
    **{f"bcos-resnet{depth}": getattr(resnet, f"resnet{depth}") for depth in (18, 34, 50, 101, 152)},
    "bcos-densenet121": densenet.densenet121,
    "bcos-vgg11-bnu": vgg.vgg11_bnu,
}
ROBUSTNESS_NETWORKS = {f"resnet{depth}": getattr(robustness_resnet, f"ResNet{depth}") for depth in (18, 34, 50)}
# RobustBench's modules. DeepMind's normalise their images themselves; their own Swish is `torch.nn.SiLU` by another name.
ROBUSTBENCH_NETWORKS = {
    **{f"wide-resnet{depth}-{width}": partial(wide_resnet.WideResNet, depth, CLASSES, width)
       for depth, width in ((16, 4), (28, 10), (34, 10))},
    "dm-wide-resnet28-10": partial(dm_wide_resnet.DMWideResNet, CLASSES, 28, 10, torch.nn.SiLU),
    "dm-wide-resnet28-10-relu": partial(dm_wide_resnet.DMWideResNet, CLASSES, 28, 10),
    "dm-preact-resnet18": partial(dm_wide_resnet.DMPreActResNet, CLASSES, 18, 0, torch.nn.SiLU),
    "preact-resnet18": partial(robustbench_resnet.PreActResNet, robustbench_resnet.PreActBlock, [2, 2, 2, 2], out_shortcut=True),
    "preact-resnet18-raw-shortcut": partial(robustbench_resnet.PreActResNet, robustbench_resnet.PreActBlock, [2, 2, 2, 2]),
    "preact-resnet18-final-norm": partial(robustbench_resnet.PreActResNet, robustbench_resnet.PreActBlockV2, [2, 2, 2, 2],
                                          bn_before_fc=True, out_shortcut=True),
}


def torchvision_cifar(build):
    """A ResNet of torchvision with the stem that is usual for CIFAR."""
    network = build(num_classes=CLASSES)
    network.conv1 = torch.nn.Conv2d(3, 64, 3, 1, 1, bias=False)
    network.maxpool = torch.nn.Identity()
    return network


TORCHVISION_NETWORKS = {
    **{f"torchvision-{name.replace('_', '-')}": partial(getattr(torchvision.models, name), num_classes=CLASSES)
       for name in ("resnet18", "resnet50", "vgg11_bn", "densenet121", "mobilenet_v2")},
    "torchvision-wide-resnet50-2": partial(torchvision.models.wide_resnet50_2, num_classes=CLASSES),
    "torchvision-resnet18-cifar": partial(torchvision_cifar, torchvision.models.resnet18),
}
# The robustness package has copies of these of kuangliu's.
KUANGLIU_NETWORKS = {
    "kuangliu-vgg16": robustness_vgg.VGG16,
    "kuangliu-densenet-cifar": robustness_densenet.densenet_cifar,
    "kuangliu-densenet121": robustness_densenet.DenseNet121,
    "kuangliu-mobilenet-v2": KuangliuMobileNetV2,
}
ORDINARY_NETWORKS = {**ROBUSTNESS_NETWORKS, **ROBUSTBENCH_NETWORKS, **TORCHVISION_NETWORKS, **KUANGLIU_NETWORKS}
AFFINITIES = {"": lambda norm: norm, "-linear": norms.NoBias, "-unaffine": norms.Unaffine}


def peer_network(name, b, max_out, norm):
    """The network that an architecture of `model.json` stands for."""
    if name in ORDINARY_NETWORKS:
        return ORDINARY_NETWORKS[name]()
    conv = partial(BcosConv2d, b=b, max_out=max_out)
    if name in SMALL_NETWORKS:
        return SMALL_NETWORKS[name](norm=norm, num_classes=CLASSES, norm_layer=norm_of(norm), conv_layer=conv, logit_bias=LOGIT_BIAS)
    return BCOS_NETWORKS[name](num_classes=CLASSES, norm_layer=norm_of(norm), conv_layer=conv, logit_bias=LOGIT_BIAS)


def norm_of(kind):
    """The norm of a kind such as `bnu-linear`."""
    if kind == "none":
        return torch.nn.Identity
    base, dash, affinity = kind.partition("-")
    return AFFINITIES[dash + affinity](NORMS_MAP[base])


def normaliser_of(name):
    """What stands before the network: the robustness package's normaliser, or nothing."""
    return InputNormalize(CIFAR_MEAN, CIFAR_STD) if name in ROBUSTNESS_NETWORKS else torch.nn.Identity()
