"""The parts that charts are put together from: marks, lines of data, lines across, names, and the key's signs.

Not for deciding what a point means (`charts`), nor for axes (`plot`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from markupsafe import Markup

from generator.improvement.control import ControlChart
from generator.improvement.series import Point, Series
from generator.render.pictures.picture import ChartFrame, KeyItem
from generator.render.pictures.plot import CHARACTER, TOP, WIDTH, Plot, cut, label, line, shown
from generator.render.pictures.svg import element, path_data

__all__ = [
    "DASHES", "SHAPES", "NamedSeries", "Shape", "data", "gap_items", "ground", "ground_items", "in_two", "limit_items",
    "limits", "line_sign", "mark", "names_at_the_end",
]  # fmt: skip

NamedSeries = tuple[str, Series]
Shape = Literal["dot", "ring", "square", "up", "down", "diamond"]

DASHES: tuple[str, ...] = ("none", "9 6", "2 6", "14 5 3 5")
"""How the lines of several series differ."""
SHAPES: tuple[Shape, ...] = ("dot", "square", "up", "diamond")
"""How their points differ."""

_OUTLINES: dict[Shape, tuple[tuple[float, float], ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "up": ((0, -1.3), (1.25, 0.95), (-1.25, 0.95)),
    "down": ((0, 1.3), (1.25, -0.95), (-1.25, -0.95)),
    "diamond": ((0, -1.5), (1.5, 0), (0, 1.5), (-1.5, 0)),
}
_SIGNALS = {"square", "up", "down", "diamond"}


def mark(shape: Shape, x: float, y: float, size: float = 5, *, colour: str = "", tip: str = "") -> Markup:
    """A point: a dot, a ring, or the sign of a rule; `tip` shows when a pointer rests on it."""
    title = [element("title", tip)] if tip else []
    name = f"cp-chart-point {colour}".strip()
    if shape in _OUTLINES:
        outline = path_data(((x + size * dx, y + size * dy) for dx, dy in _OUTLINES[shape]), closed=True)
        return element("path", *title, d=outline, fill="currentColor", class_=name)
    if shape == "ring":
        return element(
            "circle", *title, cx=x, cy=y, r=size, fill="#fff", stroke="currentColor", stroke_width=2,
            class_="cp-chart-ring",
        )  # fmt: skip
    return element("circle", *title, cx=x, cy=y, r=size, fill="currentColor", class_=name)


def data(plot: Plot, points: Sequence[Point], shapes: Sequence[Shape], at: int, *, rules: bool) -> Iterator[Markup]:
    """The line and the marks of one series; the line breaks at gaps, which have a cross at the foot of the chart."""
    index = {period: number for number, period in enumerate(plot.periods)}
    places = [(index[point.period], point) for point in points]
    for stretch in _stretches(places):
        corners = [(plot.x(number), plot.y(value)) for number, value in stretch]
        yield line(corners, f"line cp-chart-series-{at + 1}", stroke_width=2, stroke_dasharray=DASHES[at])
    size = 6 if plot.step > 16 else 4.5 if plot.step > 8 else 3
    for (number, point), shape in zip(places, shapes, strict=True):
        if point.value is None:
            yield _gap(plot.x(number), plot.bottom - 10, f"{point.period}: {point.gap_reason}")
            continue
        colour = "cp-chart-signal" if rules and shape in _SIGNALS else f"cp-chart-series-{at + 1}"
        tip = f"{point.period}: {shown(point.value, plot.unit)}"
        yield mark(shape, plot.x(number), plot.y(point.value), size, colour=colour, tip=tip)


def _stretches(places: Sequence[tuple[int, Point]]) -> list[list[tuple[int, float]]]:
    """Values of neighbouring periods, each stretch up to the next gap."""
    stretches: list[list[tuple[int, float]]] = []
    for number, point in places:
        if point.value is None:
            continue
        if not stretches or stretches[-1][-1][0] != number - 1:
            stretches.append([])
        stretches[-1].append((number, point.value))
    return stretches


def _gap(x: float, y: float, tip: str = "") -> Markup:
    cross = f"M{x - 5:g} {y - 5:g}l10 10m0-10l-10 10"
    title = [element("title", tip)] if tip else []
    return element("path", *title, d=cross, stroke="currentColor", stroke_width=2, fill="none", class_="cp-chart-gap")


def ground(plot: Plot, frame: ChartFrame, levels: Sequence[tuple[float, str]]) -> Iterator[Markup]:
    """What lies behind the data: shaded baseline, axes, lines across with their values, and where the change began."""
    if frame.baseline:
        first, last = (plot.periods.index(period) for period in frame.baseline)
        yield plot.band(first, last)
    yield plot.axes()
    heights = _apart([plot.y(value) for value, _ in levels])
    for (value, name), height in zip(levels, heights, strict=True):
        yield plot.across(plot.y(value), name, **_LEVELS[name])
        text = shown(value, plot.unit)
        yield label(plot.edge + 6, height + 7, text, f"value cp-chart-{name}-value", font_weight="bold")
    if frame.change:
        yield from _change(plot, *frame.change)


def limits(plot: Plot, control: ControlChart) -> Iterator[Markup]:
    """Lower and upper control limits as steps, since each period has its own number of people."""
    for bound in (control.lower, control.upper):
        corners: list[tuple[float, float]] = []
        for index, height in enumerate(bound):
            if height is not None:
                ends = (plot.before(index), plot.before(index + 1) if index + 1 < len(bound) else plot.edge)
                corners += [(x, plot.y(height)) for x in ends]
        yield line(corners, "limit", **_LEVELS["limit"])


def limit_items(control: ControlChart, periods: Sequence[str]) -> Iterator[KeyItem]:
    """Control limits in the key, with the periods outside them."""
    outside = [periods[number - 1] for number in control.outside]
    words = f"{'trial ' if control.trial else ''}control limits: between them chance alone moves the values"
    found = f"outside: {', '.join(outside)}" if outside else "no value lies outside"
    yield KeyItem(line([(2, 10), (34, 10)], "limit", **_LEVELS["limit"]), f"{words}; {found}")


_LEVELS: dict[str, dict[str, str | float]] = {
    "centre": {"stroke_width": 2},
    "limit": {"stroke_width": 1.5, "stroke_dasharray": "5 4", "stroke_opacity": 0.7},
    "goal": {"stroke_width": 2, "stroke_dasharray": "2 6", "stroke_linecap": "round"},
}


def _apart(heights: list[float]) -> list[float]:
    """Heights of at most two labels, moved apart where they would touch."""
    if len(heights) < 2 or abs(heights[0] - heights[1]) >= 22:
        return heights
    middle, up = sum(heights) / 2, 1 if heights[0] <= heights[1] else -1
    return [middle - 11 * up, middle + 11 * up]


def _change(plot: Plot, period: str, what: str) -> Iterator[Markup]:
    """A dashed line before the first period after the change, with its words as far as there is room for them."""
    index = plot.periods.index(period)
    x = plot.before(index)
    yield plot.upright(x, "change", stroke_width=2, stroke_dasharray="7 5")
    to_the_right = x < WIDTH / 2
    room = int((WIDTH - x if to_the_right else x - 40) / CHARACTER)
    yield label(x, TOP - 12, cut(what, room), "change-words", text_anchor="start" if to_the_right else "end")


def names_at_the_end(plot: Plot, named: Sequence[NamedSeries]) -> Iterator[Markup]:
    """The name of each series beside its last value, in one or two lines, kept apart from each other."""
    ends = []
    for at, (name, series) in enumerate(named):
        last = next((point.value for point in reversed(series.points) if point.value is not None), None)
        if last is not None:
            ends.append((plot.y(last), at, in_two(name)))
    taken = 0.0
    for height, at, lines in sorted(ends):
        top = max(height - 11 * (len(lines) - 1), taken)
        for number, words in enumerate(lines):
            yield label(plot.edge + 8, top + 7 + 22 * number, words, f"name cp-chart-series-{at + 1}")
        taken = top + 22 * len(lines) + 4


LONGEST_LINE = 20
"""Characters of a name beside its line, so that the plot keeps most of the picture."""


def in_two(name: str) -> list[str]:
    """A name in one line, or in two of about the same length where it is long; what is longer, the key has in full."""
    words = name.split()
    lines = [name]
    if len(name) > 10 and len(words) > 1:
        breaks = ([" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words)))
        lines = min(breaks, key=lambda parts: max(map(len, parts)))
    return [cut(part, LONGEST_LINE) for part in lines]


def line_sign(at: int) -> Markup:
    """The line and mark of a series, for the key."""
    stroke = line([(2, 10), (34, 10)], f"line cp-chart-series-{at + 1}", stroke_width=2, stroke_dasharray=DASHES[at])
    return stroke + mark(SHAPES[at], 18, 10, colour=f"cp-chart-series-{at + 1}")


def ground_items(frame: ChartFrame) -> Iterator[KeyItem]:
    """Goal, baseline and change in the key."""
    if frame.goal is not None:
        sign = line([(4, 10), (34, 10)], "goal", **_LEVELS["goal"])
        yield KeyItem(sign, f"goal {shown(frame.goal, frame.unit)}")
    if frame.baseline:
        shade = element("rect", x=4, y=1, width=28, height=18, fill="currentColor", fill_opacity=0.12)
        yield KeyItem(shade, f"baseline, {frame.baseline[0]} to {frame.baseline[1]}")
    if frame.change:
        sign = line([(18, 0), (18, 20)], "change", stroke_width=2, stroke_dasharray="7 5")
        yield KeyItem(sign, f"change from {frame.change[0]}: {frame.change[1]}")


def gap_items(series: Sequence[Series]) -> Iterator[KeyItem]:
    """Gaps in the key, with their reasons."""
    reasons = dict.fromkeys(point.gap_reason for part in series for point in part.points if point.gap_reason)
    if reasons:
        yield KeyItem(_gap(18, 10), f"no value: {'; '.join(map(str, reasons))}")
