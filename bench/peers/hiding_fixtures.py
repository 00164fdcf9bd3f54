"""Writes the fixtures of the other attributions of packages/explain: `hiding.safetensors`, what Captum puts the logits of networks and
images of a formula, and a trained network, down to by gradients of other rules, feature maps and hidden pixels. `README.md` says how to run it; the same
versions write the same numbers.

For each network, computed in float64 and summed over channels: `gradient`, `grad-cam`, `occlusion`, `lime`; `rise`, which Captum does
not have, from its article's formula; `guided-backprop` and `deep-lift` of the network with ReLUs.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F
from captum._utils.models.linear_model import SkLearnRidge
from captum.attr import DeepLift, GuidedBackprop, LayerAttribution, LayerGradCam, Lime, Occlusion, Saliency
from safetensors.torch import load_file, save_file

from attribution_fixtures import CLASSES, IMAGES, networks
from peer_networks import peer_network
from seeded_numbers import fill, seeded_numbers

TRAINED = Path(__file__).parent / "../../pretrained/bcos-resnet20/model.safetensors"
SIDE = 32
WINDOW, STRIDE = 9, 3
LIME_CELLS, RISE_CELLS = 8, 7
# More than the cells of LIME are not needed: the ridge has one solution with any number.
SAMPLES = 24


def hidden_cells(image, cells):
    """Which cells each copy of an image keeps: 0 or 1, as the spec has them."""
    numbers = seeded_numbers(f"cells{cells}", (IMAGES, SAMPLES, cells * cells))[image]
    return (numbers < 0).double()


def lime(network, x, target):
    side = torch.arange(SIDE) * LIME_CELLS // SIDE
    cells = (side[:, None] * LIME_CELLS + side[None, :])[None, None]

    def maps():
        for image in range(IMAGES):
            kept = hidden_cells(image, LIME_CELLS)

            def perturb(_inputs, **_):
                yield from kept.unsqueeze(1)

            surrogate = Lime(network, interpretable_model=SkLearnRidge(alpha=1.0), perturb_func=perturb)
            one = surrogate.attribute(x[image:image + 1], target=int(target[image]), feature_mask=cells, n_samples=SAMPLES)
            # Every channel has the coefficient of its cell.
            yield one[:, 0]

    return torch.cat(list(maps()))


def rise(network, x, target):
    """Petsiuk et al. (2018): masks of cells, enlarged bilinearly and moved, weighted by the probability of the class."""
    cell = -(-SIDE // RISE_CELLS)
    up = (RISE_CELLS + 1) * cell

    def maps():
        for image in range(IMAGES):
            grids = hidden_cells(image, RISE_CELLS).reshape(SAMPLES, 1, RISE_CELLS, RISE_CELLS)
            large = F.interpolate(grids, size=(up, up), mode="bilinear", align_corners=False)
            moved = [large[i, :, i % cell:i % cell + SIDE, 2 * i % cell:2 * i % cell + SIDE] for i in range(SAMPLES)]
            masks = torch.stack(moved)
            with torch.no_grad():
                probability = network(x[image:image + 1] * masks).softmax(1)[:, target[image]]
            yield (probability[:, None, None] * masks[:, 0]).sum(0, keepdim=True) / (SAMPLES * 0.5)

    return torch.cat(list(maps()))


def trained():
    """A B-cos network whose logits are far from those of an empty image, so that float32 has digits for what hidden pixels change."""
    network = peer_network("bcos-resnet20", 2, 1, "bnu-linear")
    missing, unexpected = network.load_state_dict(load_file(TRAINED), strict=False)
    assert not unexpected and all("num_batches" in name or "running_mean" in name for name in missing), (missing, unexpected)
    return network


def all_networks():
    for name, network, x in networks():
        yield name, fill(network), x
        encoded = x
    yield "bcos-resnet20", trained(), encoded


def attributions(name, network, x):
    target = torch.arange(IMAGES) * 3 % CLASSES
    window, stride = (x.shape[1], WINDOW, WINDOW), (x.shape[1], STRIDE, STRIDE)
    found = {"gradient": Saliency(network).attribute(x.clone(), target=target).sum(1)}
    cam = LayerGradCam(network, network.layer3).attribute(x, target=target, relu_attributions=True)
    found["grad-cam"] = LayerAttribution.interpolate(cam, (SIDE, SIDE), "bilinear")[:, 0]
    # Every channel of a window has the whole fall of the logit.
    found["occlusion"] = Occlusion(network).attribute(x, window, strides=stride, target=target)[:, 0]
    found["lime"] = lime(network, x, target)
    found["rise"] = rise(network, x, target)
    if name == "resnet8":
        found["guided-backprop"] = GuidedBackprop(network).attribute(x.clone(), target=target).sum(1)
        found["deep-lift"] = DeepLift(network).attribute(x.clone(), torch.zeros_like(x), target=target).sum(1)
    return {key: array.detach() for key, array in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(1)  # sums in one order
    arrays = {}
    for name, network, x in all_networks():
        found = attributions(name, network.eval().double(), x.double())
        arrays.update({f"{name}/{key}": array.float().contiguous() for key, array in found.items()})
    save_file(arrays, folder / "hiding.safetensors")


if __name__ == "__main__":
    main()
