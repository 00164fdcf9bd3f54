"""Writes the fixtures of packages/torch-file: small files as `torch.save` (both formats), Lightning, robustness (dill) and
safetensors write them, and beside them the numbers of every tensor as float32, in `expected.safetensors` under FILE:PATH."""

import argparse
import pathlib
from collections import OrderedDict, defaultdict

import torchvision_shim  # noqa: F401  before anything that imports torchvision
import dill
import numpy as np
import pytorch_lightning as lightning
import torch
from safetensors.torch import save_file
from torch import nn

from seeded_numbers import fill, seeded_numbers

torch.manual_seed(0)


class Block(nn.Module):
    """A convolution and a norm: weights, a bias, running statistics and an int64 counter."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 2, bias=False)
        self.norm = nn.BatchNorm2d(3)
        self.fc = nn.Linear(3, 2)

    def forward(self, x):
        return self.fc(self.norm(self.conv(x)).mean((2, 3)))


class LightningBlock(lightning.LightningModule):
    """The same as Lightning trains it, with hyperparameters of several kinds."""

    def __init__(self, name, where, width):
        super().__init__()
        self.save_hyperparameters()
        self.model = fill(Block())

    def training_step(self, batch, _):
        return self.model(batch[0]).square().mean()

    def configure_optimizers(self):
        optimizer = torch.optim.Adam(self.parameters(), lr=1e-3)
        return [optimizer], [torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 2)]


def trained_block():
    """A block after one step of SGD with momentum, its optimiser and its schedule: all three have state."""
    block = fill(Block())
    optimizer = torch.optim.SGD(block.parameters(), lr=0.1, momentum=0.9)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 5)
    block(seeded_numbers("pictures", (4, 2, 5, 5))).square().mean().backward()
    optimizer.step()
    schedule.step()
    return block, optimizer, schedule


def robustness_checkpoint():
    """What `robustness.train` saves: the model within its attacker within DataParallel, so every weight twice."""
    block, optimizer, schedule = trained_block()
    state = OrderedDict()
    for prefix in ("module.", "module.attacker."):
        state[f"{prefix}normalizer.new_mean"] = torch.tensor([0.5, 0.25]).reshape(2, 1, 1)
        state.update({f"{prefix}model.{name}": value for name, value in block.state_dict().items()})
    return {
        "model": state,
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "epoch": 150,
        "amp": None,
        "nat_prec1": torch.tensor(95.25),
        # Compiled from text, so that no path of this machine gets into the file.
        "note": eval("lambda epoch: epoch + 1"),
    }


def views():
    """Tensors that are not a storage of their own from end to end."""
    whole = seeded_numbers("whole", (4, 6))
    return {
        "whole": whole,
        "transposed": whole.t(),
        "slice": whole[1:3, ::2],
        "permuted": seeded_numbers("cube", (2, 3, 4)).permute(2, 0, 1),
        "expanded": torch.tensor([1.5, -2.0]).unsqueeze(1).expand(2, 3),
        "empty": torch.zeros(0, 3),
        "scalar": torch.tensor(7.25),
    }


def dtypes():
    numbers = seeded_numbers("numbers", (3, 5), -3, 3)
    numbers[0, 0], numbers[0, 1], numbers[0, 2] = float("inf"), float("-inf"), float("nan")
    whole = torch.arange(-6, 6)
    return {
        **{str(t)[6:]: numbers.to(t) for t in (torch.float16, torch.bfloat16, torch.float32, torch.float64)},
        **{str(t)[6:]: whole.to(t) for t in (torch.int8, torch.int16, torch.int32, torch.int64)},
        **{str(t)[6:]: whole.abs().to(t) for t in (torch.uint8, torch.uint16, torch.uint32, torch.uint64)},
        "bool": whole > 0,
        "tiny": torch.tensor([6e-8, -6e-8, 65504.0], dtype=torch.float16),
    }


def oddities():
    """What training loops leave beside the weights."""
    parameter = nn.Parameter(seeded_numbers("parameter", (2, 2)))
    parameter.note = "kept as state"
    return {
        "parameter": nn.Parameter(seeded_numbers("plain", (3,))),
        "noted": parameter,
        "numpy": [np.float64(0.1), np.float32(0.5), np.int64(-7), np.bool_(True), np.dtype(">i4").type(3)],
        "namespace": argparse.Namespace(lr=0.1, arch="resnet50", sizes=(1, 2)),
        "numbers": (1, -1, 255, 256, 65536, 2**31, -(2**31), 2**63, -(2**70), 0.1, True, False, None),
        "text": "größer λ ∎",
        "bytes": [b"\x00\xff", bytearray(b"ab")],
        "set": {1},
        "default": defaultdict(list, a=[1]),
        "size": torch.Size([2, 3]),
        "path": pathlib.PurePosixPath("/tmp/x"),
        "dtype": torch.float32,
        "device": torch.device("cpu"),
        "array": np.arange(3),
    }


def lightning_checkpoint(path):
    module = LightningBlock("block", pathlib.PurePosixPath("/data"), np.int64(3))
    trainer = lightning.Trainer(
        max_epochs=1, accelerator="cpu", logger=False, enable_progress_bar=False, enable_model_summary=False,
        enable_checkpointing=False, callbacks=[lightning.callbacks.EarlyStopping("loss", strict=False)],
    )
    images = torch.utils.data.TensorDataset(seeded_numbers("pictures", (4, 2, 5, 5)))
    trainer.fit(module, torch.utils.data.DataLoader(images, batch_size=4))
    trainer.save_checkpoint(path)


def tensors_in(value, path=""):
    """(path, tensor) of everything that is reached through dicts."""
    if isinstance(value, torch.Tensor):
        yield path, value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from tensors_in(entry, f"{path}/{key}" if path else str(key))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    state = fill(Block()).state_dict()
    legacy = {"_use_new_zipfile_serialization": False}
    torch.save(state, folder / "zip.pt")
    torch.save(state, folder / "legacy.pt", **legacy)
    torch.save(views(), folder / "views.pt")
    torch.save(views(), folder / "views-legacy.pt", **legacy)
    torch.save(dtypes(), folder / "dtypes.pt")
    torch.save(oddities(), folder / "oddities.pt")
    for protocol in (3, 4, 5):
        torch.save(oddities(), folder / f"oddities-protocol{protocol}.pt", pickle_protocol=protocol)
    torch.save(robustness_checkpoint(), folder / "robustness.pt", pickle_module=dill)
    torch.save(robustness_checkpoint(), folder / "robustness-legacy.pt", pickle_module=dill, **legacy)
    torch.save(fill(Block()), folder / "module.pt")
    torch.save(torch.jit.script(Block()).state_dict(), folder / "scripted-state.pt")
    torch.jit.script(fill(Block())).save(folder / "torchscript.pt")
    save_file({k: v.contiguous() for k, v in dtypes().items()}, folder / "dtypes.safetensors", metadata={"format": "pt"})
    lightning_checkpoint(folder / "lightning.ckpt")
    torch.serialization.set_crc32_options(False)
    torch.save(state, folder / "no-checksums.pt")
    expected = {}
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".pt", ".ckpt") or path.stem in ("module", "torchscript"):
            continue
        module = dill if path.stem.startswith("robustness") else None
        for name, tensor in tensors_in(torch.load(path, weights_only=False, pickle_module=module)):
            expected[f"{path.name}:{name}"] = tensor.detach().to(torch.float32).contiguous().clone()
    for name, tensor in dtypes().items():
        expected[f"dtypes.safetensors:{name}"] = tensor.to(torch.float32).contiguous()
    save_file(expected, folder / "expected.safetensors")


if __name__ == "__main__":
    main()
