"""The run chart in the browser: what its script must not know by itself, and a sheet to do it by hand.

The script counts; limits, sentences and the shapes of cells are the generator's own, so that a chart made on the page
says what `changepack runchart` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from generator.improvement.control import TRIAL_POINTS
from generator.improvement.periods import SHAPES
from generator.improvement.run_limits import FEWEST_USEFUL_POINTS, crossings_minimum, longest_run_maximum, runs_limits
from generator.improvement.run_words import SENTENCES
from generator.improvement.runchart import SHIFT_LENGTH, TOO_FEW, TREND_LENGTH
from generator.improvement.series import reading_rules
from generator.improvement.small_cells import SMALLEST_GROUP
from generator.render.pictures.charts import LINES, MEANINGS
from generator.render.pictures.picture import FILE_STYLE
from generator.render.pictures.svg import element, join
from generator.render.structured import data_element
from generator.render.view import LibraryView

__all__ = ["MOST_POINTS", "HandLimits", "graph_paper", "limits_by_hand", "run_chart_context", "run_chart_data"]

MOST_POINTS = 400
"""Longest series that the page judges: two school years of days. The command line has no such end."""


@dataclass(frozen=True, slots=True)
class HandLimits:
    """The limits of Anhøj's pair for so many points off the line."""

    points: str
    longest_run: int
    crossings: int


def run_chart_context(view: LibraryView) -> dict[str, Any]:
    """What the page prints besides its words."""
    return {
        "data": run_chart_data(),
        "paper": graph_paper(),
        "limits": limits_by_hand(),
        "most": MOST_POINTS,
        "method": next(iter(view.links("method", ["run-chart"])), None),
    }


@cache
def run_chart_data() -> Markup:
    """Everything that the script needs, as JSON inside its own element; lists have one entry for 0, 1, 2... points."""
    numbers = range(MOST_POINTS + 1)
    data: dict[str, Any] = {
        "fewest": FEWEST_USEFUL_POINTS,
        "shift": SHIFT_LENGTH,
        "trend": TREND_LENGTH,
        "trial": TRIAL_POINTS,
        "smallest": SMALLEST_GROUP,
        "longest": [longest_run_maximum(number) for number in numbers],
        "crossings": [crossings_minimum(number) for number in numbers],
        "runs_low": [runs_limits(number)[0] for number in numbers],
        "runs_high": [runs_limits(number)[1] for number in numbers],
        "too_few": TOO_FEW,
        "sentences": SENTENCES,
        "reading": reading_rules(),
        "periods": SHAPES,
        "lines": LINES,
        "meanings": MEANINGS,
        "file_style": FILE_STYLE,
    }
    return data_element("cp-run-chart-data", data)


def limits_by_hand(fewest: int = FEWEST_USEFUL_POINTS, most: int = 30) -> list[HandLimits]:
    """Anhøj's pair for the numbers of points that people count by hand; neighbours with the same limits in one row."""
    rows: list[tuple[int, int, int, int]] = []
    for number in range(fewest, most + 1):
        pair = longest_run_maximum(number), crossings_minimum(number)
        if rows and rows[-1][2:] == pair:
            rows[-1] = (rows[-1][0], number, *pair)
        else:
            rows.append((number, number, *pair))
    return [
        HandLimits(f"{first}" if first == last else f"{first} to {last}", longest, crossings)
        for first, last, longest, crossings in rows
    ]


def graph_paper(columns: int = 30, rows: int = 20, size: float = 20) -> Markup:
    """An empty chart to draw on: an upright line for each period, every fifth a little stronger."""
    left, width, height = 40.0, columns * size, rows * size
    lines = [_line(left + at * size, 0, left + at * size, height, at) for at in range(columns + 1)]
    lines += [_line(left, at * size, left + width, at * size, at) for at in range(rows + 1)]
    axes = element("path", d=f"M{left} 0V{height}H{left + width}", fill="none", stroke="currentColor", stroke_width=2)
    box = f"0 0 {left + width + 4:g} {height + 30:g}"
    return element("svg", join(lines), axes, viewBox=box, aria_hidden="true", class_="cp-graph")


def _line(x1: float, y1: float, x2: float, y2: float, at: int) -> Markup:
    strong = at % 5 == 0
    return element(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_width=0.8 if strong else 0.4,
        stroke_opacity=0.7 if strong else 0.4,
    )  # fmt: skip
