"""Writes the fixture of packages/measure: `quantus.json`, what Quantus 0.6 says of maps and of a network of a formula. `README.md` says
how to run it; the same versions write the same numbers.

Images, noise, maps and weights are of the formula, so that only results are stored. What Quantus does not have, or draws by itself, is
not here: `docs/explanations.md` names it.
"""

import argparse
import json
from pathlib import Path
from unittest import mock

import numpy as np
import quantus
import torch
from quantus.functions.complexity_func import discrete_entropy
from quantus.functions.similarity_func import correlation_pearson

from seeded_numbers import seeded_numbers

COUNT, CHANNELS, SIDE, CLASSES, WIDTH = 4, 3, 8, 5, 16
PIXELS = SIDE * SIDE
COPIES, SETS, SET = 10, 50, 8
RADIUS = 0.02


def numbers(name, *shape, low=-1.0, high=1.0):
    return seeded_numbers(name, shape, low, high).double().numpy()


class Network(torch.nn.Module):
    """A network whose features a spec can compute as well."""

    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(CHANNELS * PIXELS, WIDTH, bias=False).double()
        self.last = torch.nn.Linear(WIDTH, CLASSES, bias=False).double()
        with torch.no_grad():
            self.first.weight.copy_(torch.from_numpy(numbers("first", WIDTH, CHANNELS * PIXELS, low=-0.2, high=0.2)))
            self.last.weight.copy_(torch.from_numpy(numbers("last", CLASSES, WIDTH)))

    def features(self, x):
        return torch.tanh(self.first(x.double().flatten(1)))

    def forward(self, x):
        return self.last(self.features(x))


def noisy(images, copy):
    return np.clip(images + RADIUS * numbers(f"noise{copy}", *images.shape), 0, 1)


def robustness(network, images, maps, predicted):
    """Every measure of noisy copies: the k-th is explained by the k-th map."""

    def metric(kind, first, last):
        perturbed, explained = iter(range(COPIES)), iter(range(COPIES))

        def perturb(arr, **_):
            return noisy(images, next(perturbed))[first:last].reshape(arr.shape)

        def explain(*_, **__):
            moved = maps + 0.3 * numbers(f"map{next(explained)}", COUNT, PIXELS)
            return moved[first:last].reshape(-1, 1, SIDE, SIDE)

        measure = kind(nr_samples=COPIES, perturb_func=perturb, disable_warnings=True, display_progressbar=False)
        a_batch = maps[first:last].reshape(-1, 1, SIDE, SIDE).copy()
        return measure(model=network, x_batch=images[first:last], y_batch=predicted[first:last], a_batch=a_batch,
                       explain_func=explain, batch_size=COUNT)

    yield "max-sensitivity", metric(quantus.MaxSensitivity, 0, COUNT)
    yield "average-sensitivity", metric(quantus.AvgSensitivity, 0, COUNT)
    # Quantus divides all maps that it is given by the largest number among them: one image at a time.
    yield "local-lipschitz", [metric(quantus.LocalLipschitzEstimate, i, i + 1)[0] for i in range(COUNT)]


def relative(network, images, maps):
    """Relative stability by the objectives of Quantus: its own loops give nothing where one copy changes the prediction."""
    shape = (COUNT, 1, SIDE, SIDE)
    objectives = {
        "relative-input-stability": [],
        "relative-output-stability": [],
        "relative-representation-stability": [],
    }
    settings = {"disable_warnings": True, "normalise": False, "abs": False}
    input_stability = quantus.RelativeInputStability(**settings)
    output_stability = quantus.RelativeOutputStability(**settings)
    representation_stability = quantus.RelativeRepresentationStability(**settings)

    def of(function, array):
        return function(torch.from_numpy(array)).detach().numpy()

    for copy in range(COPIES):
        moved = noisy(images, copy)
        other = (maps + 0.3 * numbers(f"map{copy}", COUNT, PIXELS)).reshape(shape)
        own = maps.reshape(shape)
        same = of(network, images).argmax(1) == of(network, moved).argmax(1)
        for name, value in (
            ("relative-input-stability", input_stability.relative_input_stability_objective(images.copy(), moved, own, other)),
            ("relative-output-stability",
             output_stability.relative_output_stability_objective(of(network, images), of(network, moved), own, other)),
            ("relative-representation-stability",
             representation_stability.relative_representation_stability_objective(
                 of(network.features, images), of(network.features, moved), own, other)),
        ):
            objectives[name].append(np.where(same, value, np.nan))
    return {name: np.nanmax(values, axis=0) for name, values in objectives.items()}


def faithfulness(network, images, maps, predicted):
    sets = iter([(run, image) for run in range(SETS) for image in range(COUNT)])

    def choice(*_, **__):
        run, image = next(sets)
        pixels = np.argsort(numbers(f"set{run}", COUNT, PIXELS)[image], kind="stable")[:SET]
        return np.concatenate([channel * PIXELS + pixels for channel in range(CHANNELS)])

    metric = quantus.FaithfulnessCorrelation(
        nr_runs=SETS, subset_size=CHANNELS * SET, perturb_baseline=0.0, similarity_func=correlation_pearson,
        normalise=False, abs=False, return_aggregate=False, disable_warnings=True, display_progressbar=False)
    with mock.patch("numpy.random.choice", choice):
        return metric(model=network, x_batch=images, y_batch=predicted, a_batch=maps.reshape(COUNT, 1, SIDE, SIDE).copy(),
                      batch_size=COUNT)


def deletion(network, images, maps, predicted):
    """The area under Quantus' curve, with the whole image as its first point."""
    metric = quantus.PixelFlipping(
        features_in_step=CHANNELS * PIXELS // 32, perturb_baseline=0.0, normalise=False, abs=False,
        return_auc_per_sample=False, disable_warnings=True, display_progressbar=False)
    # The check counts pixels, the loop values of channels.
    with mock.patch("quantus.metrics.faithfulness.pixel_flipping.asserts.assert_features_in_step"):
        curve = np.array(metric(model=network, x_batch=images, y_batch=predicted,
                                a_batch=maps.reshape(COUNT, 1, SIDE, SIDE).copy(), softmax=True, batch_size=COUNT))
    whole = network(torch.from_numpy(images)).softmax(1).detach().numpy()[np.arange(COUNT), predicted]
    points = np.concatenate([whole[:, None], curve], axis=1)
    return np.trapezoid(points, dx=1 / 32, axis=1)


def results():
    network = Network().eval()
    images = numbers("images", COUNT, CHANNELS, SIDE, SIDE, low=0.0, high=1.0)
    maps = numbers("map", COUNT, PIXELS)
    predicted = network(torch.from_numpy(images)).argmax(1).numpy()
    about = {"disable_warnings": True, "display_progressbar": False, "normalise": False}
    a_batch = maps.reshape(COUNT, 1, SIDE, SIDE)
    call = {"model": network, "x_batch": images, "y_batch": predicted, "batch_size": COUNT}
    yield "sparseness", quantus.Sparseness(**about)(**call, a_batch=a_batch.copy())
    yield "entropy", quantus.Complexity(**about)(**call, a_batch=a_batch.copy())
    yield "histogram-entropy", [discrete_entropy(a=np.abs(one), x=one) for one in maps]
    yield from robustness(network, images, maps, predicted)
    yield from relative(network, images, maps).items()
    yield "faithfulness-correlation", faithfulness(network, images, maps, predicted)
    yield "deletion", deletion(network, images, maps, predicted)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    found = {name: [float(value) for value in values] for name, values in results()}
    (folder / "quantus.json").write_text(json.dumps(found, indent=1) + "\n")
    for name, values in found.items():
        print(name, values)


if __name__ == "__main__":
    main()
