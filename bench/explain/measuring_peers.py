"""Captum and Quantus as a contender of measuring.mjs: python measuring_peers.py TASK BATCH IMAGES"""

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from unittest import mock

begun = time.perf_counter()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "peers"))

import numpy as np  # noqa: E402
import torch  # noqa: E402

import torchvision_shim  # noqa: E402, F401  before anything that imports torchvision
from captum._utils.models.linear_model import SkLearnRidge  # noqa: E402
from captum.attr import (  # noqa: E402
    DeepLift, GuidedBackprop, InputXGradient, IntegratedGradients, LayerAttribution, LayerGradCam, Lime, NoiseTunnel, Occlusion, Saliency)

from contender import serve  # noqa: E402
from resnet8 import ResNet8  # noqa: E402

SIDE, CELLS = 32, 8
# As ours: `packages/explain/src/methods` and `packages/measure/src/measures`.
STEPS, SAMPLES, NOISE, WINDOW, STRIDE, COPIES, RADIUS, SETS, POINTS = 50, 50, 0.15, 9, 3, 10, 0.02, 50, 32
LIME_SAMPLES = 200


def lime(network):
    side = torch.arange(SIDE) * CELLS // SIDE
    cells = (side[:, None] * CELLS + side[None, :])[None, None]
    surrogate = Lime(network, interpretable_model=SkLearnRidge(alpha=1.0))

    def explain(x, target):
        # LIME of Captum takes one image at a time, and its copies in batches.
        ones = [surrogate.attribute(x[i:i + 1], target=int(target[i]), feature_mask=cells, n_samples=LIME_SAMPLES,
                                    perturbations_per_eval=len(x)) for i in range(len(x))]
        return torch.cat(ones)

    return explain


def grad_cam(network):
    layer = LayerGradCam(network, network.layer3)

    def explain(x, target):
        maps = layer.attribute(x, target=target, relu_attributions=True)
        return LayerAttribution.interpolate(maps, (SIDE, SIDE), "bilinear")

    return explain


def of(attribution, **settings):
    return lambda x, target: attribution.attribute(x.requires_grad_(), target=target, **settings)


METHODS = {
    "gradient": lambda network: of(Saliency(network)),
    "input-x-gradient": lambda network: of(InputXGradient(network)),
    "integrated-gradients": lambda network: of(IntegratedGradients(network), n_steps=STEPS, internal_batch_size=256),
    "smooth-grad": lambda network: of(NoiseTunnel(Saliency(network)), nt_type="smoothgrad", nt_samples=SAMPLES,
                                      nt_samples_batch_size=4, stdevs=NOISE),
    "guided-backprop": lambda network: of(GuidedBackprop(network)),
    "deep-lift": lambda network: of(DeepLift(network)),
    "grad-cam": grad_cam,
    "occlusion": lambda network: of(Occlusion(network), sliding_window_shapes=(3, WINDOW, WINDOW), strides=(3, STRIDE, STRIDE)),
    "lime": lime,
}


def noisy(arr, **_):
    return np.clip(arr + np.random.uniform(-RADIUS, RADIUS, arr.shape), 0, 1).astype(np.float32)


def measures():
    import quantus

    about = {"disable_warnings": True, "display_progressbar": False, "normalise": False, "abs": False}
    noise = {"nr_samples": COPIES, "perturb_func": noisy}
    pixels = 3 * SIDE * SIDE
    return {
        "sparseness": lambda: quantus.Sparseness(**about),
        "entropy": lambda: quantus.Complexity(**about),
        "max-sensitivity": lambda: quantus.MaxSensitivity(**noise, **about),
        "local-lipschitz": lambda: quantus.LocalLipschitzEstimate(**noise, **about),
        "faithfulness-correlation": lambda: quantus.FaithfulnessCorrelation(
            nr_runs=SETS, subset_size=pixels // 8, perturb_baseline=0.0, return_aggregate=False, **about),
        "deletion": lambda: quantus.PixelFlipping(
            features_in_step=pixels // POINTS, perturb_baseline=0.0, return_auc_per_sample=False, **about),
        "relative-input-stability": lambda: quantus.RelativeInputStability(nr_samples=COPIES, **about),
        "relative-output-stability": lambda: quantus.RelativeOutputStability(nr_samples=COPIES, **about),
    }


def main():
    task, batch, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(int(os.environ["BENCH_THREADS"]))
    torch.manual_seed(0)
    chosen = json.loads((Path(__file__).resolve().parent / "tasks.json").read_text())[task]
    network = ResNet8().eval()
    images = torch.rand(count, 3, SIDE, SIDE)
    predicted = network(images).argmax(1)
    explain = METHODS[chosen["method"]](network)

    def maps(x, target):
        found = [explain(x[i:i + batch].clone(), target[i:i + batch]).detach() for i in range(0, len(x), batch)]
        return torch.cat(found)

    def explained(model, inputs, targets, **_):
        found = maps(torch.as_tensor(np.asarray(inputs), dtype=torch.float32), torch.as_tensor(np.asarray(targets)))
        return found.sum(1, keepdim=True).numpy()

    measure = measures()[chosen["measure"]] if "measure" in chosen else None
    # Quantus' check counts pixels, its loop values of channels.
    check = "quantus.metrics.faithfulness.pixel_flipping.asserts.assert_features_in_step"

    def work():
        if measure is None:
            maps(images, predicted)
            return
        x, y = images.numpy().copy(), predicted.numpy()
        # Quantus prints advice where measuring.mjs reads results.
        with mock.patch(check), contextlib.redirect_stdout(sys.stderr):
            measure()(model=network, x_batch=x, y_batch=y, a_batch=explained(network, x, y), explain_func=explained, batch_size=batch)

    work()
    serve(work, count, time.perf_counter() - begun)


if __name__ == "__main__":
    main()
