"""`explain` of the bcos package as a contender of throughput.mjs: python peer.py NETWORK BATCH IMAGES (it knows no batches)"""

import os
import sys
import time
from pathlib import Path

begun = time.perf_counter()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "peers"))

import torch  # noqa: E402

from contender import serve  # noqa: E402
from peer_networks import peer_network  # noqa: E402


def main():
    name, images = sys.argv[1], int(sys.argv[3])
    torch.set_num_threads(int(os.environ["BENCH_THREADS"]))
    torch.manual_seed(0)
    network = peer_network(name, 2, 1, "none").eval()
    inputs = torch.rand(images, 6, 32, 32)

    def explain(count):
        for x in inputs[:count]:
            network.explain(x[None].requires_grad_())

    explain(1)
    seconds = time.perf_counter() - begun
    explain(min(10, images))
    serve(lambda: explain(images), images, seconds)


if __name__ == "__main__":
    main()
