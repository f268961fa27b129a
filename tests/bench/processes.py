"""Runs a program and says what it cost: CPU of all its processes, time on the clock, and the most memory at once."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["MEMORY_UNIT", "Cost", "median", "run"]

MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit in which the system tells the most memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost: CPU (user and system) and wall time in seconds, the largest process in MB, and its output."""

    cpu: float
    wall: float
    peak_mb: float
    output: str = ""


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises RuntimeError with its messages when it fails.

    The caller must be small: a system may count a parent's memory as its child's.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output, tempfile.TemporaryFile("w+") as messages:
        begun = time.monotonic()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            stdout=output,
            stderr=messages,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        messages.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{messages.read()}")
        peak = usage.ru_maxrss * MEMORY_UNIT / 1e6
        return Cost(usage.ru_utime + usage.ru_stime, wall, peak, output.read())


def median(costs: Sequence[Cost]) -> Cost:
    """The middle of several runs of the same thing, figure by figure."""
    return Cost(
        *(statistics.median(figures) for figures in zip(*((c.cpu, c.wall, c.peak_mb) for c in costs), strict=True))
    )
