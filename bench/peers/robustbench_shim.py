"""Lets the architectures of `robustbench` be imported without the rest of the package, which needs libraries that are of no use here."""

import importlib.util
import sys
import types
from pathlib import Path

_root = Path(importlib.util.find_spec("robustbench").origin).parent
for _name in ("robustbench", "robustbench.model_zoo", "robustbench.model_zoo.architectures"):
    _module = types.ModuleType(_name)
    _module.__path__ = [str(_root.joinpath(*_name.split(".")[1:]))]
    sys.modules[_name] = _module
