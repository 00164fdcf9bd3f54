"""The members of AutoAttack as torchattacks makes them, by our names."""

import torchvision_shim  # noqa: F401  before anything that imports torchvision
import torchattacks

CLASSES = 10
NORMS = {"linf": "Linf", "l2": "L2"}


def peer_member(name, network, *, norm, eps, seed, steps=100, queries=5000):
    """An attack that begins once; `queries` are the steps of Square, `steps` those of the others."""
    common = {"norm": NORMS[norm], "eps": eps, "seed": seed, "n_restarts": 1}
    makers = {
        "apgd-ce": lambda: torchattacks.APGD(network, steps=steps, loss="ce", **common),
        "apgd-t": lambda: torchattacks.APGDT(network, steps=steps, n_classes=CLASSES, **common),
        "fab": lambda: torchattacks.FAB(network, steps=steps, n_classes=CLASSES, **common),
        "fab-t": lambda: torchattacks.FAB(network, steps=steps, multi_targeted=True, n_classes=CLASSES, **common),
        "square": lambda: torchattacks.Square(network, n_queries=queries, **common),
    }
    return makers[name]()
