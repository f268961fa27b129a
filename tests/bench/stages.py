"""One whole build in this process, with the CPU time of each stage: `python -m tests.bench.stages PROJECT`.

The pipeline itself is run; the names by which it calls the stages are wrapped in clocks. Prints JSON: a list of
`{"stage", "cpu", "peak_mb"}` in the order of the stages, where the peak is that of the process so far.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.processes import MEMORY_UNIT

__all__ = ["STAGES", "time_stages"]

STAGES = {
    "load": ("generator.pipeline", "load"),
    "validate": ("generator.pipeline", "validate"),
    "link": ("generator.pipeline", "link"),
    "rate": ("generator.pipeline", "rate"),
    "settings": ("generator.frame", "read_settings"),
    "render": ("generator.render", "render"),
    "frame": ("generator.frame", "frames"),
    "assemble": ("generator.assemble", "assemble"),
}
"""Stage -> where the pipeline looks its function up; methods are wrapped by themselves.

Pages are drawn while they are put together, so `assemble` holds both. A stage inside another counts for itself.
"""


class Clocks:
    """CPU seconds and memory by stage."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = {}
        self.peak: dict[str, float] = {}
        self.inside = 0.0
        """What stages inside the running one have taken."""

    def wrap(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, timed."""

        @functools.wraps(function)
        def timed(*words: Any, **named: Any) -> Any:
            begun, outer = time.process_time(), self.inside
            self.inside = 0.0
            try:
                return function(*words, **named)
            finally:
                spent = time.process_time() - begun
                self.add(stage, spent - self.inside)
                self.inside = outer + spent

        return timed

    def add(self, stage: str, cpu: float) -> None:
        """Count time for a stage."""
        self.cpu[stage] = self.cpu.get(stage, 0) + cpu
        self.peak[stage] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MEMORY_UNIT / 1e6

    def rows(self) -> list[dict[str, float | str]]:
        """The result."""
        return [{"stage": stage, "cpu": cpu, "peak_mb": self.peak[stage]} for stage, cpu in self.cpu.items()]


def time_stages(folder: Path) -> list[dict[str, float | str]]:
    """Build a project and give what each stage cost."""
    clocks = Clocks()
    from generator import pipeline
    from generator.check import Inspection
    from generator.memory import Memory
    from generator.project import Project
    from generator.publish import Stage

    clocks.add("start", time.process_time())
    for stage, (module, name) in STAGES.items():
        home = importlib.import_module(module)
        setattr(home, name, clocks.wrap(stage, getattr(home, name)))
    methods: tuple[tuple[type, str, str], ...] = (
        (Inspection, "look", "check"),
        (Inspection, "finish", "check"),
        (Stage, "publish", "publish"),
        (Memory, "save", "remember"),
    )
    for kind, name, stage in methods:
        setattr(kind, name, clocks.wrap(stage, getattr(kind, name)))
    begun = time.process_time()
    built = pipeline.build(Project(folder), dt.date(2026, 11, 21))
    if built.site is None:
        raise RuntimeError(built.report.format("text"))
    timed = sum(cpu for stage, cpu in clocks.cpu.items() if stage != "start")
    clocks.add("between the stages", time.process_time() - begun - timed)
    return clocks.rows()


if __name__ == "__main__":
    print(json.dumps(time_stages(Path(sys.argv[1]).resolve())))
