"""`explain` of the bcos package as a contender of throughput.mjs: python peer.py NETWORK BATCH PICTURES (it knows no batches)"""

import json
import os
import resource
import sys
import time
from pathlib import Path

begun = time.perf_counter()
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "peers"))

import torch  # noqa: E402

from peer_networks import peer_network  # noqa: E402


def main():
    name, pictures = sys.argv[1], int(sys.argv[3])
    torch.set_num_threads(int(os.environ["BENCH_THREADS"]))
    torch.manual_seed(0)
    network = peer_network(name, 2, 1, "none").eval()
    inputs = torch.rand(pictures, 6, 32, 32)

    def explain(count):
        for x in inputs[:count]:
            network.explain(x[None].requires_grad_())

    explain(1)
    seconds = time.perf_counter() - begun
    explain(min(10, pictures))
    print("ready", flush=True)
    for line in sys.stdin:
        if line != "go\n":
            break
        start = time.perf_counter()
        explain(pictures)
        rate = pictures / (time.perf_counter() - start)
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"rate": rate, "seconds": seconds, "megabytes": megabytes}), flush=True)


if __name__ == "__main__":
    main()
