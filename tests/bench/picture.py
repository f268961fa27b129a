"""The figures as a picture: for each number of ideas, how long each run's bar is beside that of plain MkDocs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.render.pictures.picture import ChartFrame, Picture
from generator.render.pictures.plot import WIDTH, label
from generator.render.pictures.svg import element, join
from tests.bench.goals import BESIDE, THEIRS, costs
from tests.bench.table import share

__all__ = ["picture"]

_NAMES = {"plain": "plain MkDocs", "hugo": "Hugo", "build": "ours, from nothing", "edit": "ours, one idea edited"}
_LEFT, _RIGHT, _ROW, _BAR = 172, 60, 24, 15


def picture(results: Sequence[Mapping[str, Any]]) -> str:
    """The finished SVG file."""
    shares = {result["ideas"]: _shares(result) for result in results}
    longest = max(cost[BESIDE["plain"]] for bars in shares.values() for cost in bars.values())
    groups, top = [], 0.0
    for ideas, bars in shares.items():
        groups.append(element("g", *_group(ideas, bars, longest), transform=f"translate(0 {top:g})"))
        top += _ROW * (len(bars) + 1.5)
    frame = ChartFrame("speed", "Processor time of a build, as a share of plain MkDocs")
    said = "; ".join(f"{ideas:,} ideas: {_said(bars)}" for ideas, bars in shares.items())
    note = "Shorter is better. All three make nearly the same pages; ours makes a Word sheet an idea besides."
    return Picture(frame, f"Bars. {said}.", note, top, join(groups), ()).file


def _shares(result: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    return {run: cost for run, cost in costs(result).items() if run in _NAMES}


def _said(bars: Mapping[str, Mapping[str, float]]) -> str:
    return ", ".join(f"{_NAMES[run]} {share(cost, BESIDE['plain'])}" for run, cost in bars.items())


def _group(ideas: int, bars: Mapping[str, Mapping[str, float]], longest: float) -> Iterator[Markup]:
    """A heading with its bars; ours are darker, and every bar has its name and figure beside it."""
    yield label(12, 18, f"{ideas:,} ideas", "value")
    for at, (run, cost) in enumerate(bars.items(), 1):
        y = at * _ROW + 4
        width = max(1, cost[BESIDE["plain"]] / longest * (WIDTH - _LEFT - _RIGHT))
        strong = run not in THEIRS
        yield label(_LEFT - 8, y + 13, _NAMES[run], "word", text_anchor="end")
        yield element(
            "rect", x=_LEFT, y=y, width=width, height=_BAR, fill="currentColor", fill_opacity=1 if strong else 0.35,
            class_="cp-chart-line" if strong else None,
        )  # fmt: skip
        yield label(_LEFT + width + 8, y + 13, share(cost, BESIDE["plain"]), "value")
