"""Makes the files that `import_check.py` imports, each by the program that wrote the article's: Lightning with the module of
`bcos.training`, and the training loop of the robustness package. Every network is trained for a
step, so that its optimiser has a state, and its running statistics are those of the images it is given."""

import functools
import math
import pathlib
import sys
import types

import torch
import torch.nn as nn

import torchvision_shim  # noqa: F401  before anything that imports torchvision

# Where the robustness package looks for a function that newer versions of torchvision have elsewhere.
sys.modules["torchvision.models.utils"] = types.SimpleNamespace(load_state_dict_from_url=torch.hub.load_state_dict_from_url)

import pytorch_lightning
from bcos.models.resnet import resnet50
from bcos.modules import norms
from bcos.modules.bcosconv2d import BcosConv2d
from bcos.training.trainer import ClassificationLitModel
from cox.utils import Parameters
from robustness import defaults, train
from robustness.attacker import AttackerModel
from robustness.cifar_models import resnet as robustness_resnet
from robustness.datasets import CIFAR

# The number of images: enough for an optimiser to have a state.
TRAINED_ON = 8


def add_inverse(images):
    """[N,3,32,32] in [0,1] to [N,6,32,32]."""
    return torch.cat([images, 1 - images], 1)


def batches(images, labels):
    few = torch.utils.data.TensorDataset(images[:TRAINED_ON], labels[:TRAINED_ON])
    return torch.utils.data.DataLoader(few, batch_size=TRAINED_ON)


def measure_statistics(network, x):
    """Sets running statistics to those of `x`: from the initial ones, a deep network lets next to nothing through."""
    measured = [module for module in network.modules() if isinstance(module, nn.modules.batchnorm._BatchNorm)]
    momenta = [module.momentum for module in measured]
    for module in measured:
        module.momentum = 1.0
    with torch.no_grad():
        network.train()(x)
    for module, momentum in zip(measured, momenta):
        module.momentum = momentum


class LitModel(ClassificationLitModel):
    """The module of `bcos.training`, for a Lightning that no longer numbers its optimisers."""

    def configure_gradient_clipping(self, *args, **kwargs):
        pass


def lightning_file(path, images, labels, network=None):
    """Trains `resnet_56-nomaxout` of bcos's CIFAR-10 experiments, or `network` in its place, and saves it with its trainer."""
    module = LitModel("CIFAR10", "norm_ablations_final", "resnet_56-nomaxout")
    module.model = module.model if network is None else network
    trainer = pytorch_lightning.Trainer(
        max_epochs=1, accelerator="cpu", logger=False, enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False
    )
    trainer.fit(module, batches(add_inverse(images), labels))
    measure_statistics(module.model, add_inverse(images))
    trainer.save_checkpoint(path)
    return module.model.eval(), add_inverse


def bcos_resnet50():
    """B-cos ResNet-50 of ImageNet shape with uncentred BatchNorm without biases."""
    return resnet50(
        num_classes=10,
        norm_layer=norms.NoBias(norms.BatchNormUncentered2d),
        logit_bias=-math.log(9),
        conv_layer=functools.partial(BcosConv2d, b=2, max_out=1),
    )


def robustness_file(path, images, labels, depth):
    """Trains a ResNet with `robustness.train`, which saves it with dill after the epoch."""
    dataset = CIFAR(str(path.parent))
    model = AttackerModel(getattr(robustness_resnet, f"ResNet{depth}")(), dataset)
    measure_statistics(model.model, model.normalizer(images))
    args = Parameters({"out_dir": str(path.parent), "adv_train": 0, "epochs": 1, "lr": 1e-5, "log_iters": 1, "save_ckpt_iters": -1})
    args = defaults.check_and_fill_args(args, defaults.TRAINING_ARGS, CIFAR)
    loaders = batches(images, labels), batches(images, labels)
    for loader in loaders:
        loader.dataset.transform = None
    train.train_model(args, model, loaders)
    (path.parent / "checkpoint.pt.latest").replace(path)
    (path.parent / "checkpoint.pt.best").unlink(missing_ok=True)
    return nn.Sequential(model.normalizer, model.model).eval(), lambda x: x


def stay_on_the_cpu():
    """The robustness package moves everything to a GPU without asking."""
    torch.Tensor.cuda = lambda self, *args, **kwargs: self
    nn.Module.cuda = lambda self, *args, **kwargs: self


# What is made, in the words of the article's own files, and how.
FILES = {
    "cifar10_bcos_resnet56_nomaxout.ckpt": lightning_file,
    "cifar10_bcos_resnet50.ckpt": lambda path, x, y: lightning_file(path, x, y, bcos_resnet50()),
    "cifar_nat.pt": functools.partial(robustness_file, depth=50),
    "cifar_resnet18.pt": functools.partial(robustness_file, depth=18),
}


def make_files(folder, images, labels):
    """Yields (path, network, encoding): the network is in evaluation mode and takes what the encoding makes of images."""
    stay_on_the_cpu()
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        torch.manual_seed(0)
        network, encode = make(folder / name, images, labels)
        yield folder / name, network, encode
