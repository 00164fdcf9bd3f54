"""A measurement of PyTorch as bench/attack/contender.mjs wants it: a process that says `ready`, and measures at each `go`."""

import json
import resource
import sys
import time


def serve(run, work, seconds):
    """Prints how much of `work` a second `run` does, once a line `go`; `seconds` is what the start has taken."""
    print("ready", flush=True)
    for line in sys.stdin:
        if line != "go\n":
            break
        start = time.perf_counter()
        run()
        rate = work / (time.perf_counter() - start)
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"rate": rate, "seconds": seconds, "megabytes": megabytes}), flush=True)
