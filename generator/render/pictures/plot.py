"""The ground of a chart: where periods and values lie in the picture, with axes, labels and lines across.

A picture is 600 units wide and is scaled to its place. Text is 20 units high, so that it can be read where the picture
is as narrow as a phone; the style sheet makes it smaller where there is room. Not for points and what they mean
(`charts`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from markupsafe import Markup

from generator.render.pictures.svg import element, join, path_data

__all__ = ["CHARACTER", "TOP", "WIDTH", "Plot", "cut", "label", "line", "round_ticks", "shown"]

WIDTH = 600
TOP, PLOT_HEIGHT, BELOW = 36, 230, 44
TEXT = 20
"""Height of text in a narrow picture."""
CHARACTER = 10.4
"""Width of an average character of that text."""
INSET = 16
"""Room between the edge of the plot and the first and last point."""


def shown(value: float, unit: str = "") -> str:
    """A number as people write it, with the percent sign where that is the unit: 1,234 or 87.3%."""
    digits = f"{value:.2g}" if 0 < abs(value) < 0.01 else f"{value:,.2f}".rstrip("0").rstrip(".")
    return digits + ("%" if is_percent(unit) else "")


def is_percent(unit: str) -> bool:
    """Whether a unit is written as a percent sign."""
    return unit.casefold() in {"percent", "%"}


def round_ticks(low: float, high: float) -> list[float]:
    """Round numbers, about four steps, that reach from below `low` to above `high`."""
    if high - low < 1e-9 * max(abs(low), abs(high), 1e-9):
        low, high = low - (abs(low) / 10 or 1), high + (abs(high) / 10 or 1)
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 2 - math.floor(math.log10(step))) for number in range(first, last + 1)]


@dataclass(frozen=True)
class Plot:
    """Periods from left to right, values from bottom to top. Keeps the places that every point asks for."""

    periods: Sequence[str]
    places: Sequence[float]
    """Where the periods lie in time, rising, in any unit."""
    ticks: Sequence[float]
    unit: str
    right: float
    """Room right of the plot for labels."""

    @cached_property
    def left(self) -> float:
        """Room left of the plot for the labels of the values; a percent sign is as broad as two digits."""
        broadest = max(len(shown(tick, self.unit)) for tick in self.ticks) + is_percent(self.unit)
        return broadest * CHARACTER + 12

    @property
    def bottom(self) -> float:
        """Height at which the plot ends."""
        return TOP + PLOT_HEIGHT

    @property
    def height(self) -> float:
        """Height of the whole picture."""
        return self.bottom + BELOW

    @property
    def edge(self) -> float:
        """Where the plot ends on the right."""
        return WIDTH - self.right

    @cached_property
    def xs(self) -> list[float]:
        """Where the periods lie; a single one stands in the middle."""
        if self.places[:1] == self.places[-1:]:
            return [(self.left + self.edge) / 2] * len(self.places)
        first, last = self.places[0], self.places[-1]
        width = self.edge - self.left - 2 * INSET
        return [self.left + INSET + (place - first) / (last - first) * width for place in self.places]

    def x(self, index: int) -> float:
        """Where a period lies, by its index."""
        return self.xs[index]

    @cached_property
    def step(self) -> float:
        """The smallest distance between neighbouring periods."""
        return min((right - left for left, right in pairwise(self.xs)), default=WIDTH)

    def before(self, index: int) -> float:
        """A place just before a period, not beyond the middle between it and the one before."""
        return self.x(index) - min(self.step / 2, INSET - 2)

    def y(self, value: float) -> float:
        """Where a value lies."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (value - low) / (high - low) * PLOT_HEIGHT

    def axes(self) -> Markup:
        """Thin lines at round values with their numbers, and as many names of periods as fit."""
        return join([*self._value_axis(), *self._period_axis()])

    def _value_axis(self) -> Iterator[Markup]:
        for tick in self.ticks:
            y = self.y(tick)
            yield self.across(y, "grid", stroke_opacity=0.18)
            yield label(self.left - 8, y + 7, shown(tick, self.unit), "tick", text_anchor="end")
        if self.unit and not is_percent(self.unit):
            yield label(0, TEXT - 2, cut(self.unit, int(WIDTH / CHARACTER)), "unit")

    def _period_axis(self) -> Iterator[Markup]:
        for index in self._labelled():
            name = self._name(index)
            half = len(name) * CHARACTER / 2
            x = min(max(self.x(index), half), WIDTH - half)
            foot = (self.x(index), self.bottom)
            yield line([foot, (foot[0], self.bottom + 6)], "grid", stroke_opacity=0.5)
            yield label(x, self.bottom + 30, name, "tick", text_anchor="middle")

    def _labelled(self) -> list[int]:
        """Indices of the periods that are named: the first, the last, and between them as many as fit, evenly."""
        last = len(self.periods) - 1
        widest = max((len(self._name(index)) for index in range(last + 1)), default=0) * CHARACTER + 18
        even = [list(range(0, last + 1, stride)) for stride in range(1, last + 1) if last % stride == 0]
        fitting = [named for named in even if all(self.x(b) - self.x(a) >= widest for a, b in pairwise(named))]
        named = [0]
        for index in range(1, last):
            if self.x(index) - self.x(named[-1]) >= widest <= self.x(last) - self.x(index):
                named.append(index)
        named += [last] if last else []
        return fitting[0] if fitting and 2 * len(fitting[0]) > len(named) else named

    def _name(self, index: int) -> str:
        """A period as the axis names it: very long names are cut, the table has them in full."""
        return cut(self.periods[index], 20)

    def across(self, y: float, name: str, **attributes: str | float) -> Markup:
        """A line from the left edge of the plot to the right."""
        return line([(self.left, y), (self.edge, y)], name, **attributes)

    def upright(self, x: float, name: str, **attributes: str | float) -> Markup:
        """A line from the top of the plot to the bottom."""
        return line([(x, TOP), (x, self.bottom)], name, **attributes)

    def band(self, first: int, last: int) -> Markup:
        """Shade from one period to another, both included."""
        left, right = self.before(first), min(2 * self.x(last) - self.before(last), self.edge)
        return element("rect", x=left, y=TOP, width=right - left, height=PLOT_HEIGHT, fill="currentColor",
                       fill_opacity=0.07, class_="cp-chart-baseline")  # fmt: skip


def cut(text: str, room: int) -> str:
    """A text of at most so many characters; the page says in full what a picture has no room for."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def line(points: Sequence[tuple[float, float]], name: str, **attributes: str | float) -> Markup:
    """A line that keeps its width however the picture is scaled."""
    settings: dict[str, str | float] = {"stroke": "currentColor", "stroke_width": 1, "fill": "none"}
    return element(
        "path", d=path_data(points), class_=f"cp-chart-{name}", vector_effect="non-scaling-stroke",
        **{**settings, **attributes},
    )  # fmt: skip


def label(x: float, y: float, text: str, name: str, **attributes: str | float) -> Markup:
    """Text in the picture."""
    settings: dict[str, str | float] = {"font_size": TEXT, "fill": "currentColor", "stroke": "none"}
    return element("text", text, x=x, y=y, class_=f"cp-chart-{name}", **{**settings, **attributes})
