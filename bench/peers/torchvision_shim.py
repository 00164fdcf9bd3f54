"""Lets `torchvision` be imported beside a CPU build of PyTorch, without its compiled operators: their names are declared, so
that it can register what it registers for them at import. None of them is ever called."""

import torch

_library = torch.library.Library("torchvision", "DEF")
for _name in ("nms", "qnms", "roi_align", "roi_pool", "ps_roi_align", "ps_roi_pool", "deform_conv2d"):
    _library.define(f"{_name}(Tensor input) -> Tensor")
    _library.define(f"_{_name}_backward(Tensor input) -> Tensor")
