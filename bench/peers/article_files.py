#!/usr/bin/env python3
"""Makes stand-ins for the five files that pipelines/article.yaml reads in, where the published ones are not at hand: the same formats,
written by the same programs, with random weights that were trained for one step.

    python article_files.py --data DATA --out weights

DATA is a folder that bcos-data made of CIFAR-10. What a pipeline says of such networks means nothing; that it runs does.
"""
import argparse
import functools
import pathlib

import torch

from import_check import first_images
from import_files import FILES, robustness_file, stay_on_the_cpu

IMAGES = 64
resnet50 = functools.partial(robustness_file, depth=50)
# The article's files, in the order of its table, each with a seed of its own.
ARTICLE = {
    "cifar_nat.pt": resnet50,
    "cifar_linf_8.pt": resnet50,
    "cifar_l2_0_5.pt": resnet50,
    "cifar10_bcos_resnet56_nomaxout.ckpt": FILES["cifar10_bcos_resnet56_nomaxout.ckpt"],
    "cifar10_bcos_resnet50.ckpt": FILES["cifar10_bcos_resnet50.ckpt"],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    flags = parser.parse_args()
    stay_on_the_cpu()
    folder = pathlib.Path(flags.out)
    folder.mkdir(parents=True, exist_ok=True)
    images, labels = first_images(flags.data, IMAGES)
    for seed, (name, make) in enumerate(ARTICLE.items()):
        torch.manual_seed(seed)
        make(folder / name, images, labels)
        print(f"{folder / name}: {(folder / name).stat().st_size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
