"""The networks of torchvision and timm that ONNX networks are compared with: small ones for the fixtures, and those of full width."""

import warnings

import torchvision_shim  # noqa: F401
import torch
from timm.models.resnet import BasicBlock as TimmBasicBlock
from timm.models.resnet import ResNet as TimmResNet
from timm.models.vision_transformer import VisionTransformer
from torchvision import models
from torchvision.models.convnext import CNBlockConfig
from torchvision.models.efficientnet import EfficientNet, MBConvConfig
from torchvision.models.mobilenetv3 import InvertedResidualConfig
from torchvision.models.resnet import BasicBlock, ResNet
from torchvision.models.vgg import make_layers

warnings.filterwarnings("ignore")

CLASSES = 10


class SmallResnet18(ResNet):
    """ResNet-18 of torchvision with a tenth of its channels."""

    def __init__(self):
        super().__init__(BasicBlock, [2, 2, 2, 2], num_classes=CLASSES)
        self.inplanes = 4
        self.conv1 = torch.nn.Conv2d(3, 4, 7, 2, 3, bias=False)
        self.bn1 = torch.nn.BatchNorm2d(4)
        self.layer1 = self._make_layer(BasicBlock, 4, 2)
        self.layer2 = self._make_layer(BasicBlock, 6, 2, stride=2)
        self.layer3 = self._make_layer(BasicBlock, 8, 2, stride=2)
        self.layer4 = self._make_layer(BasicBlock, 12, 2, stride=2)
        self.fc = torch.nn.Linear(12, CLASSES)


def small_vgg_bn():
    network = models.VGG(make_layers([4, "M", 8, 8, "M"], batch_norm=True), num_classes=CLASSES)
    network.avgpool = torch.nn.AdaptiveAvgPool2d(2)
    network.classifier = torch.nn.Sequential(
        torch.nn.Linear(32, 16), torch.nn.ReLU(), torch.nn.Dropout(), torch.nn.Linear(16, CLASSES)
    )
    return network


def small_mobilenet_v2():
    setting = [[1, 8, 1, 1], [3, 8, 2, 2]]
    network = models.MobileNetV2(num_classes=CLASSES, width_mult=0.5, inverted_residual_setting=setting)
    network.features[-1] = models.mobilenetv2.Conv2dNormActivation(8, 24, 1, activation_layer=torch.nn.ReLU6)
    network.classifier[1] = torch.nn.Linear(24, CLASSES)
    return network


def small_mobilenet_v3():
    setting = [
        InvertedResidualConfig(8, 3, 16, 8, True, "RE", 2, 1, 1.0),
        InvertedResidualConfig(8, 5, 24, 8, True, "HS", 1, 1, 1.0),
        InvertedResidualConfig(8, 3, 24, 12, False, "HS", 2, 1, 1.0),
    ]
    return models.MobileNetV3(setting, last_channel=16, num_classes=CLASSES)


def small_efficientnet():
    setting = [
        MBConvConfig(1, 3, 1, 32, 8, 1, width_mult=0.25),
        MBConvConfig(4, 5, 2, 32, 32, 2, width_mult=0.25),
        MBConvConfig(4, 3, 2, 32, 48, 1, width_mult=0.25),
    ]
    return EfficientNet(setting, dropout=0.2, num_classes=CLASSES, last_channel=24)


def small_convnext():
    return models.ConvNeXt([CNBlockConfig(8, 16, 1), CNBlockConfig(16, None, 2)], num_classes=CLASSES)


def small_vit(size=32, patch=8):
    return VisionTransformer(
        img_size=size, patch_size=patch, embed_dim=24, depth=2, num_heads=3, mlp_ratio=2, num_classes=CLASSES
    )


def small_torchvision_vit():
    return models.VisionTransformer(32, 8, 2, 2, 16, 32, num_classes=CLASSES)


def small_swin():
    return models.SwinTransformer([2, 2], 8, [2, 2], [2, 4], [4, 4], mlp_ratio=2, num_classes=CLASSES)


def small_densenet():
    return models.DenseNet(growth_rate=4, block_config=(2, 3), num_init_features=8, num_classes=CLASSES)


def small_resnext():
    network = TimmResNet(
        TimmBasicBlock, (1, 1, 1, 1), num_classes=CLASSES, channels=(4, 4, 8, 8), stem_width=4, stem_type="deep"
    )
    network.layer2[0].conv2 = torch.nn.Conv2d(4, 4, 3, padding=2, dilation=2, groups=2, bias=False)
    return network


# Each with the sides of its images and the exporters that the fixtures have it of.
SMALL = {
    "resnet18": (SmallResnet18, 32, ("torchscript", "dynamo")),
    "resnet-deep-stem": (small_resnext, 32, ("torchscript",)),
    "vgg-bn": (small_vgg_bn, 32, ("dynamo",)),
    "densenet": (small_densenet, 64, ("torchscript",)),
    "mobilenet-v2": (small_mobilenet_v2, 32, ("torchscript",)),
    "mobilenet-v3": (small_mobilenet_v3, 32, ("torchscript", "dynamo")),
    "efficientnet": (small_efficientnet, 32, ("dynamo",)),
    "convnext": (small_convnext, 32, ("torchscript", "dynamo")),
    "vit": (small_vit, 32, ("torchscript", "dynamo")),
    "vit-torchvision": (small_torchvision_vit, 32, ("torchscript", "dynamo")),
    "swin": (small_swin, 32, ("dynamo",)),
}


def trained_a_little(make, size, steps=8, batch=8, rate=0.02):
    """A network with random weights after some steps of training on random images, so that its statistics are not those it began with."""
    torch.manual_seed(0)
    network = make().train()

    def loss():
        images = torch.rand(batch, 3, size, size) * torch.rand(batch, 1, 1, 1)
        return torch.nn.functional.cross_entropy(network(images), torch.randint(CLASSES, (batch,)))

    return fitted(network, loss, steps, rate)


def trained_on_colours(make, size, steps=24, batch=12, rate=0.01):
    """A network that has learnt to tell some colours. A deep network of random weights gives all images the same logits, or those of noise."""
    torch.manual_seed(0)
    network = make().train()
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.momentum = 0.2
    colours = torch.rand(CLASSES, 3, 1, 1)

    def loss():
        classes = torch.randint(CLASSES, (batch,))
        return torch.nn.functional.cross_entropy(network(coloured(colours[classes], size)), classes)

    return fitted(network, loss, steps, rate)


def fitted(network, loss, steps, rate):
    """The network after some steps along the gradient of `loss`, each of which draws images of its own."""
    optimiser = torch.optim.SGD(network.parameters(), lr=rate, momentum=0.9)
    for _ in range(steps):
        optimiser.zero_grad()
        loss().backward()
        optimiser.step()
    return network.eval()


def coloured(colours, size):
    """Images in [0,1] that are half of a colour each and half noise."""
    return (colours + torch.rand(len(colours), 3, size, size)) / 2


def export(network, images, path, exporter, opset=None, free_batch=True, external=False):
    """Writes `network` as an ONNX file by one of PyTorch's two exporters."""
    if exporter == "torchscript":
        axes = {"images": {0: "n"}} if free_batch else None
        torch.onnx.export(
            network, (images,), str(path), dynamo=False, opset_version=opset or 17, input_names=["images"],
            output_names=["logits"], dynamic_axes=axes,
        )  # fmt: skip
    else:
        shapes = ({0: torch.export.Dim("n", min=1, max=4096)},) if free_batch else None
        torch.onnx.export(
            network, (images,), str(path), dynamo=True, opset_version=opset or 18, input_names=["images"],
            output_names=["logits"], dynamic_shapes=shapes, external_data=external, verbose=False,
        )  # fmt: skip
