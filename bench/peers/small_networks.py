"""Shallow and narrow networks of the `bcos` package's families, made by its own constructors, for
packages/models/src/fixtures/small/cases.json. The specs know them by the same names."""

from functools import partial

import torchvision_shim  # noqa: F401  before anything that imports torchvision
from torch import nn
from bcos.models import convnext, densenet, resnet, vit
from bcos.modules.bcosconv2d import BcosConv2d
from bcos.modules.bcoslinear import BcosLinear
from bcos.modules.common import BcosSequential
from bcos.modules.logitlayer import LogitLayer
from bcos.modules import DetachableGNLayerNorm2d, norms

from nine_layer_networks import bcos_v1, coda

BLOCKS = [1, 1, 1, 1]
CONVNEXT = [convnext.CNBlockConfig(*stage) for stage in ((8, 16, 1), (16, 24, 1), (24, 32, 2), (32, None, 1))]
VIT = {"dim": 32, "depth": 2, "heads": 2, "mlp_dim": 48}
AFFINITIES = {"ln": lambda norm: norm, "ln-linear": norms.NoBias, "ln-unaffine": norms.Unaffine}


def bcos_convnext(norm_layer, norm, **settings):
    """The package's own position norm has an epsilon that only a ConvNeXt without a given norm has."""
    return convnext.BcosConvNeXt(CONVNEXT, norm_layer=None if norm == "pn-linear" else norm_layer, **settings)


def bcos_vit(shape, norm_layer, norm, conv_layer, num_classes, logit_bias):
    """As `bcos.experiments.ImageNet.vit_final.model` puts it together."""
    affinity, options = AFFINITIES[norm], conv_layer.keywords
    network = vit.SimpleViT(
        **VIT, **shape, num_classes=num_classes, linear_layer=partial(BcosLinear, **options), conv2d_layer=conv_layer,
        norm_layer=affinity(norms.DetachableLayerNorm), norm2d_layer=affinity(DetachableGNLayerNorm2d), act_layer=nn.Identity)
    whole = BcosSequential(network, LogitLayer(logit_bias=logit_bias))
    # Not as a module: it would be called twice.
    object.__setattr__(whole, "logit_layer", whole[1])
    return whole


def small_bcos_v1(norm, norm_layer, conv_layer, num_classes, logit_bias):
    options = conv_layer.keywords
    return bcos_v1(6, options["b"], options["max_out"], num_classes, logit_bias)


def small_coda(norm, norm_layer, conv_layer, num_classes, logit_bias):
    return coda(2, 3, num_classes, logit_bias)


def without_norm(build, **shape):
    """A family whose constructor takes the norm's layer alone."""
    return lambda norm, **settings: build(**shape, **settings)


SMALL_NETWORKS = {
    "small-bcos-resnext": without_norm(resnet.BcosResNet, block=resnet.Bottleneck, layers=BLOCKS, inplanes=16, groups=4, width_per_group=32),
    "small-bcos-wide-resnet": without_norm(resnet.BcosResNet, block=resnet.Bottleneck, layers=BLOCKS, inplanes=16, width_per_group=128),
    "small-bcos-densenet": without_norm(densenet.BcosDenseNet, growth_rate=8, block_config=(2, 3, 2, 2), num_init_features=16),
    "small-bcos-convnext": bcos_convnext,
    "small-bcos-v1-nine-layers": small_bcos_v1,
    "small-coda-nine-layers": small_coda,
    "small-bcos-simple-vit": partial(bcos_vit, {"image_size": 32, "patch_size": 8}),
    "small-bcos-vitc": partial(bcos_vit, {"image_size": 2, "patch_size": 1, "conv_stem": [8, 8, 16, 24, 32]}),
}
