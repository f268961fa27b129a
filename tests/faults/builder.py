"""Builds a project as often as it is told to, each time in a fresh copy of one process, with a fault at one step.

    python -m tests.faults.builder

Reads one order a line from standard input, `{"project": ..., "fault": ..., "at": ...}`, and answers each with a line:
how the build ended (an exit code, or minus the signal), how many steps it took, and what it said. What every build
loads is loaded once, so that one costs a fifth of a second.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Self, TextIO

from generator import cli, pipeline
from generator.project import Project
from tests.faults.tripwire import Tripwire

ROOT = Path(__file__).parents[2]
DATE = "1760000000"


class Builder:
    """The process that builds, seen from a test."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.builder"],
            cwd=ROOT,
            env={**os.environ, "SOURCE_DATE_EPOCH": DATE},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def build(self, project: Path, fault: str = "kill", at: int | str = 0, *, exchange: bool = True) -> dict[str, Any]:
        """Build with a fault at a step; none at step 0."""
        return self._ask(project=str(project), fault=fault, at=at, exchange=exchange)

    def _ask(self, **order: str | int) -> dict[str, Any]:
        if self.process.stdin is None or self.process.stdout is None:
            raise AssertionError("both are pipes")
        print(json.dumps(order), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def together(self, project: Path, number: int) -> list[dict[str, Any]]:
        """Build so many times at once."""
        answers = self._ask(project=str(project), together=number)
        return list(answers["builds"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=20)


def serve(orders: TextIO, answers: TextIO) -> None:
    """Carry out orders until there are no more."""
    with tempfile.TemporaryDirectory() as folder:  # one build here loads modules and templates for all copies
        pipeline.build(Project(Path(folder)), dt.date(2025, 1, 1))
    gc.freeze()
    for order in orders:
        wanted = json.loads(order)
        answer = _together(**wanted) if "together" in wanted else _ended(*_begun(**wanted))
        print(json.dumps(answer), file=answers, flush=True)


def _together(project: str, together: int) -> dict[str, Any]:
    begun = [_begun(project, "kill", 0, exchange=True) for _ in range(together)]
    return {"builds": [_ended(*each) for each in begun]}


def _begun(project: str, fault: str, at: int | str, *, exchange: bool) -> tuple[int, int]:
    """A build in a copy of this process: its number, and the pipe on which it speaks."""
    inward, outward = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(inward)
        _build(project, Tripwire(project, fault, at, exchange=exchange), outward)
    os.close(outward)
    return child, inward


def _ended(child: int, inward: int) -> dict[str, Any]:
    with open(inward, encoding="utf-8", errors="replace") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    steps = said.rpartition("steps: ")[2]
    return {"ended": os.waitstatus_to_exitcode(status), "said": said, "steps": int(steps) if steps.isdigit() else 0}


def _build(project: str, wire: Tripwire, output: int) -> None:
    os.dup2(output, 1)
    os.dup2(output, 2)
    wire.set()
    try:
        cli.main(["build", "-C", project], prog_name="changepack")
    except SystemExit as ended:
        code = ended.code
    wire.busy = True
    sys.stdout.flush()
    print(f"steps: {wire.steps}", end="", flush=True)
    os._exit(int(code or 0))


if __name__ == "__main__":
    serve(sys.stdin, os.fdopen(os.dup(1), "w"))
