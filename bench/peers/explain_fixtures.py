"""Writes the fixtures of packages/explain: how the `bcos` package itself explains three images.

    python bench/peers/explain_fixtures.py packages/explain/src/fixtures

Needs bcos 0.1.3, torch 2.13, numpy and safetensors. Where no torchvision goes with that torch, put the folder of a module
`torchvision_shim` that stands in for it on PYTHONPATH. Two files are written: `weights.safetensors`, a B-cos
ResNet-8 of CIFAR shape with random weights under PyTorch's names, and `explained.safetensors`, its inputs and
explanations, rows and columns before channels. The seed is fixed, so the same versions write the same bytes.
"""

import argparse
import importlib.util
import warnings
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import save_file

if importlib.util.find_spec("torchvision_shim"):
    import torchvision_shim  # noqa: F401

from bcos.models.resnet import BasicBlock, BcosResNet
from bcos.modules.bcosconv2d import BcosConv2d

IMAGES = 3
CLASSES = 10
# A class that is predicted for none of the images.
OTHER_CLASS = 7
# One of the seeds with which the images are not all predicted to be of one class.
SEED = 8


def network():
    """The B-cos ResNet-8: one block in each of three stages, 16, 32 and 64 channels, no norms, b = 2, no MaxOut."""
    return BcosResNet(
        BasicBlock,
        [1, 1, 1],
        num_classes=CLASSES,
        inplanes=16,
        small_inputs=True,
        norm_layer=torch.nn.Identity,
        conv_layer=partial(BcosConv2d, b=2, max_out=1),
    ).eval()


def images():
    """[N,3,32,32] in [0,1]: coarse random colours, smoothly enlarged, with noise; multiples of 1/255."""
    coarse = torch.rand(IMAGES, 3, 5, 5)
    smooth = torch.nn.functional.interpolate(coarse, size=(32, 32), mode="bicubic")
    noisy = smooth + 0.05 * torch.randn(IMAGES, 3, 32, 32)
    return (noisy.clamp(0, 1) * 255).round() / 255


def channels_last(x):
    return x.detach().movedim(-3, -1).contiguous().clone()


def explained(model, encoded, class_index):
    """Prediction, logit, W(x), contribution map and image of each input, for one class or the predicted one."""
    rows = []
    for x in encoded:
        x = x[None].clone().requires_grad_(True)
        result = model.explain(x, idx=class_index)
        logit = model(x)[0, result["explained_class_idx"]]
        rows.append(
            {
                "prediction": torch.tensor(float(result["prediction"])),
                "logit": logit.detach(),
                "weights": channels_last(result["dynamic_linear_weights"][0]),
                "contribution": result["contribution_map"][0].detach().clone(),
                "image": torch.from_numpy(result["explanation"]).contiguous(),
            }
        )
    return {name: torch.stack([row[name] for row in rows]) for name in rows[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    torch.manual_seed(SEED)
    model = network()
    rgb = images()
    encoded = torch.cat([rgb, 1 - rgb], 1)
    arrays = {"input": channels_last(encoded)}
    for name, class_index in [("predicted", None), ("other", OTHER_CLASS)]:
        arrays.update({f"{name}.{key}": value for key, value in explained(model, encoded, class_index).items()})
    save_file(arrays, folder / "explained.safetensors")
    save_file(model.state_dict(), folder / "weights.safetensors")
    print("predictions", arrays["predicted.prediction"].tolist())


if __name__ == "__main__":
    main()
