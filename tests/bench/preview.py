"""What a running preview costs from an edit until it shows the page that somebody looks at. Asks Linux's `/proc`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.bench.processes import Cost

__all__ = ["edits_shown", "running_preview"]

_PATIENCE = 600
"""Seconds."""


def edits_shown(
    serve: Sequence[str | Path], folder: Path, environment: Mapping[str, str], idea: Path, times: int
) -> list[Cost]:
    """Start a preview, look at the page of an idea, edit the idea so often, and wait each time until it is shown."""
    costs = []
    with running_preview(serve, folder, environment) as (process, address):
        state = f"{address}__changepack/state?page=/ideas/{idea.stem}/"
        for _ in range(times):
            before, cpu, begun = _page(state), _settled_cpu(process.pid), time.monotonic()
            idea.write_text(idea.read_text(encoding="utf-8").replace("summary: ", "summary: x", 1), encoding="utf-8")
            while _page(state) == before:
                if time.monotonic() > begun + _PATIENCE:
                    raise RuntimeError("the preview does not show the edit")
                time.sleep(0.1)
            costs.append(Cost(_cpu(process.pid) - cpu, time.monotonic() - begun, _peak_mb(process.pid)))
            _settled_cpu(process.pid)
    return costs


@contextmanager
def running_preview(
    serve: Sequence[str | Path], folder: Path, environment: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A preview that a command starts, and its address. Raises RuntimeError with its messages when it ends at once."""
    command, whole = [*map(str, serve), "--port", "0"], {**os.environ, **environment}
    with subprocess.Popen(command, cwd=folder, env=whole, stderr=subprocess.PIPE, text=True) as process:
        try:
            said = ""
            while not (found := re.search(r"http://127\.0\.0\.1:\d+/", said)):
                line = process.stderr.readline() if process.stderr else ""
                if not line:
                    raise RuntimeError(f"the preview ended:\n{said}")
                said += line
            yield process, found[0]
        finally:
            process.kill()


def _page(state: str) -> str:
    with urlopen(state) as answer:
        return str(json.load(answer)["page"])


def _cpu(pid: int) -> float:
    """Seconds of processor time of all threads so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _settled_cpu(pid: int) -> float:
    """The same once the process has come to rest."""
    before = -1.0
    while before != (before := _cpu(pid)):
        time.sleep(0.4)
    return before


def _peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
