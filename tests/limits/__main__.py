"""Reads every heavy file within bounds of its own: 1 GB of addresses, and for each 20 s of work, or the process ends.

`python -m tests.limits` prints what each took, the slowest first; the test of this folder runs it and looks only at
whether it came to its end, for times differ from machine to machine.
"""

from __future__ import annotations

import faulthandler
import json
import resource
import signal
import sys
import time

from tests.limits.heavy_files import heavy_files
from tests.properties.promises import PROMISES

PATIENCE = 20
"""Seconds of processor time after which a file is taken to hang, however busy the machine; the aim is 2."""
ADDRESSES = 1 << 30


def main() -> None:
    """Read the files whose names hold the words on the command line, or all; `--quick` takes smaller ones."""
    words = sys.argv[1:]
    quick = "--quick" in words
    only = " ".join(word for word in words if word != "--quick")
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    faulthandler.register(signal.SIGPROF, chain=True)  # says where, then the signal ends the process
    took = []
    for name, promise, data in heavy_files(quick=quick):
        if only not in name:
            continue
        print(name, file=sys.stderr, flush=True)
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        began = time.process_time()
        PROMISES[promise](data)
        took.append((round(time.process_time() - began, 3), name))
    signal.setitimer(signal.ITIMER_PROF, 0)
    took.sort(reverse=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = {"files": len(took), "peak memory in MB": memory, "slowest": took[:25]}
    print(json.dumps(found, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
