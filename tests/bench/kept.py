"""Keeps the figures of a run in the repository: as data, as a page that people read, and as a picture."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import __version__
from tests.bench.goals import BESIDE, NAMES, Goal, costs, goals_for, verdict
from tests.bench.picture import picture
from tests.bench.processes import run
from tests.bench.table import NO_HUGO, share

__all__ = ["FOLDER", "conditions", "keep", "page"]

FOLDER = Path(__file__).parent / "results"

_COMPARED = """\
## What is compared

Made-up ideas of the length of real ones, with the problems, measures, packages and cases that they stand on.

- **Plain MkDocs** has the same content as Markdown in Material for MkDocs out of the nav, with its search: a page a
  record, a planner and a handout an idea, pages for printing of a package. It is the cheapest site with the pages of
  ours (but for cards, tools and later pages of lists), and is measured a second time without those sheets.
- **Hugo** has the same Markdown pages in the frame of our own pages, with an index for a search. Links are written as
  finished addresses, so it resolves and checks none. Neither of the two keeps anything from one build for the next.
- **Ours** makes more of the same pages: ratings, charts, forms, lists by problem, data files and a Word sheet an idea;
  and it checks every field, link and page.

Processor time is that of all threads and child processes, of user and system. The runs were made by turns."""


def conditions(hugo: Path | None) -> dict[str, str]:
    """Where and with what the figures are measured."""
    found = {"date": dt.datetime.now(dt.UTC).date().isoformat(), "machine": _machine(), "changepack": __version__}
    found |= {"Python": platform.python_version(), "MkDocs": version("mkdocs")}
    found["Material for MkDocs"] = version("mkdocs-material")
    if hugo:
        said = re.search(r"v(\d+[.\d]*)", run([hugo, "version"], FOLDER.parent).output)
        found["Hugo"] = said[1] if said else "unknown"
    return found


def _machine() -> str:
    """System, processor, and how many of them this program may use."""
    known = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*:\s*(.+)$", known.read_text(), re.MULTILINE) if known.is_file() else []
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    name = names[0] if names else platform.processor() or platform.machine()
    return f"{platform.system()}, {usable} x {name}"


def keep(results: Sequence[Mapping[str, Any]], hugo: Path | None, folder: Path = FOLDER) -> None:
    """Write `results.json`, `results.md` and `results.svg`."""
    document = {"format": "changepack/1", "measured": conditions(hugo), "items": list(results)}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    (folder / "results.md").write_text(page(document), encoding="utf-8")
    (folder / "results.svg").write_text(picture(results), encoding="utf-8")


def page(document: Mapping[str, Any]) -> str:
    """The figures in Markdown."""
    results = document["items"]
    return "\n\n".join(
        [
            "# Speed, measured",
            "\n".join(_heading(document["measured"], results)),
            "![Bars: processor time of builds as a share of plain MkDocs](results.svg)",
            "\n".join(_runs(results)),
            *([] if all("hugo" in result["costs"] for result in results) else [f"{NO_HUGO}."]),
            "## Goals",
            "\n".join(_goals(results)),
            _COMPARED,
            "\n".join(_sizes(results)),
        ]
    ) + "\n"  # fmt: skip


def _heading(measured: Mapping[str, str], results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    sizes = ",".join(str(result["ideas"]) for result in results)
    repeat = len(results[0]["costs"]["build"]["cpu_of_each"])
    versions = ", ".join(f"{name} {one}" for name, one in measured.items() if name not in ("date", "machine"))
    yield f"Written by `python -m tests.bench -n {sizes} --repeat {repeat} --keep-results` on {measured['date']}."
    yield f"Machine: {measured['machine']}. Versions: {versions}."
    yield f"Each figure is {_of_runs(results, repeat)}."
    yield "Seconds differ from machine to machine; ratios of one run hold."


def _of_runs(results: Sequence[Mapping[str, Any]], repeat: int) -> str:
    """What a figure stands for, with the largest difference between runs of one command as a share of their median."""
    if repeat == 1:
        return "of a single run"
    each = [cost["cpu_of_each"] for result in results for cost in result["costs"].values()]
    spread = max((max(cpu) - min(cpu)) / statistics.median(cpu) for cpu in each)
    return f"the median of {repeat} runs, which were up to {spread:.0%} apart in processor time"


def _each_run(results: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, str, dict[str, float]]]:
    """Number of ideas, name of the run, and what it cost."""
    for result in results:
        for name, cost in costs(result).items():
            yield result["ideas"], name, cost


def _runs(results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "| ideas | run | processor seconds | of plain | of Hugo | seconds on the clock | most memory, MB |"
    yield "|---:|---|---:|---:|---:|---:|---:|"
    for ideas, name, cost in _each_run(results):
        shares = " | ".join(share(cost, figure) for figure in BESIDE.values())
        figures = f"{cost['cpu']:.2f} | {shares} | {cost['wall']:.2f} | {cost['peak_mb']:.0f}"
        yield f"| {ideas:,} | {NAMES[name]} | {figures} |"


def _goals(results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "| ideas | run | goal | measured | |"
    yield "|---:|---|---|---:|---|"
    for ideas, name, cost in _each_run(results):
        for goal in goals_for(name, ideas):
            said = verdict(goal, cost)
            marked = f"**{said}**" if said == "MISSED" else said
            yield f"| {ideas:,} | {NAMES[name]} | {goal.words} | {_figure(goal, cost)} | {marked} |"


def _figure(goal: Goal, cost: Mapping[str, float]) -> str:
    if goal.figure in BESIDE.values():
        return share(cost, goal.figure)
    return f"{cost['peak_mb']:.0f} MB" if goal.figure == "peak_mb" else f"{cost['cpu']:.2f} s"


def _sizes(results: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "| ideas | pages and MB of plain | of Hugo | of ours |"
    yield "|---:|---:|---:|---:|"
    for result in results:
        sizes = result["sizes"]
        cells = (
            f"{sizes[f'{of}pages']:,}, {sizes[f'{of}site_bytes'] / 1e6:.0f}" if f"{of}pages" in sizes else "-"
            for of in ("plain_", "hugo_", "")
        )
        yield f"| {result['ideas']:,} | {' | '.join(cells)} |"
