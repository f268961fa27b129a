"""Tries every fault at every step of a build after an edit, and kills at every step of a first one; by hand.

    python -m tests.faults [--every N] [FAULT ...]

A few thousand builds, a quarter of a second of CPU each. Prints how the builds ended, and stops at the first harm done.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults.builder import Builder
from tests.faults.trial import Trial
from tests.faults.tripwire import FAULTS


def main() -> None:
    """Parse, try, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fault", nargs="*", choices=[[], *FAULTS])
    parser.add_argument("--every", type=int, default=1, help="try each N-th step only")
    chosen = parser.parse_args()
    with Builder() as builder, tempfile.TemporaryDirectory(prefix="changepack-faults-") as folder:
        trial = Trial(Path(folder), builder)
        for fault in chosen.fault or FAULTS:
            _try(trial, fault, chosen.every)
        if not chosen.fault:
            _try(trial, "kill", chosen.every, exchange=False)
            _try(trial, "kill", chosen.every, first=True)


def _try(trial: Trial, fault: str, every: int, *, exchange: bool = True, first: bool = False) -> None:
    if first:
        trial.empty()
    steps = trial.steps(fault)
    ended: Counter[str] = Counter()
    for at in range(1, steps + 1, every):
        trial.edit()
        if first:
            trial.empty()
        ended[trial.fault(fault, at, exchange=exchange, first=first)] += 1
        trial.heals()
    what = f"{fault}{'' if exchange else ', no exchange'}{', first build' if first else ''}"
    print(f"{what:<20} {steps:>4} steps, {sum(ended.values()):>4} builds: {dict(ended)}, no harm", flush=True)


if __name__ == "__main__":
    main()
