"""Run charts and line charts: the data, the lines across them, and a mark for everything that a rule found.

Every meaning has a shape besides its colour. Not for judging a series (`improvement.runchart`) or drawing its parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from generator.improvement.control import ControlChart
from generator.improvement.periods import places_in_time
from generator.improvement.runchart import RunChart
from generator.improvement.series import Series
from generator.render.pictures.chart_parts import (
    SHAPES,
    NamedSeries,
    Shape,
    data,
    gap_items,
    ground,
    ground_items,
    in_two,
    limit_items,
    limits,
    line_sign,
    mark,
    names_at_the_end,
)
from generator.render.pictures.chart_words import described
from generator.render.pictures.picture import ChartFrame, KeyItem, Picture
from generator.render.pictures.plot import CHARACTER, Plot, line, round_ticks, shown
from generator.render.pictures.svg import join

__all__ = ["LINES", "MEANINGS", "chart_of", "line_chart", "run_chart"]

LINES = {"median": "median of all points", "baseline": "median of the baseline", "given": "a given value"}
"""What the centre line is, in the key."""
MEANINGS: dict[Shape, str] = {
    "square": "shift: 6 or more points in a row on one side of the line",
    "up": "trend: 5 or more points that only rise",
    "down": "trend: 5 or more points that only fall",
    "diamond": "shift and trend at once",
    "ring": "on the line: does not count",
}
"""What the marks of the rules mean, in the key."""


def chart_of(
    series: Series,
    chart: RunChart,
    frame: ChartFrame,
    beside: Sequence[NamedSeries] = (),
    control: ControlChart | None = None,
) -> Picture:
    """The run chart where the rules can judge and nothing stands beside; otherwise a line chart with the verdict.

    `control` adds control limits to a run chart.
    """
    if chart.judged and not beside:
        return run_chart(series, chart, frame, control)
    return line_chart([(frame.title, series), *beside], frame, chart.why[0])


def run_chart(series: Series, chart: RunChart, frame: ChartFrame, control: ControlChart | None = None) -> Picture:
    """A series of one group with its centre line; shifts, trends and points on the line have marks of their own."""
    levels = [] if chart.centre is None else [(chart.centre, "centre")]
    centre = f"centre line {shown(chart.centre or 0, frame.unit)} ({LINES[chart.line]})" if levels else ""
    reach = [bound for bound in (*control.lower, *control.upper) if bound is not None] if control else []
    plot = _plot([("", series)], frame, levels, reach=reach)
    shapes = _shapes(chart)
    key = [KeyItem(line([(2, 10), (34, 10)], "centre", stroke_width=2), centre)] if levels else []
    key += [KeyItem(_sign(shape), words) for shape, words in MEANINGS.items() if shape in shapes]
    behind = [*ground(plot, frame, _with_goal(levels, frame)), *(limits(plot, control) if control else ())]
    return Picture(
        frame=frame,
        description=described("Run chart", [("", series)], frame, [centre, *chart.why[:1]]),
        note=chart.why[0],
        height=plot.height,
        body=join([*behind, *data(plot, series.points, shapes, 0, rules=True)]),
        key_items=(
            *key,
            *(limit_items(control, plot.periods) if control else ()),
            *ground_items(frame),
            *gap_items([series]),
        ),
    )


def line_chart(named: Sequence[NamedSeries], frame: ChartFrame, note: str = "") -> Picture:
    """One to four series of one group each, told apart by dash, mark and a name at the end; no rule is applied."""
    several = len(named) > 1
    longest = max(len(part) for name, _ in named for part in in_two(name)) if several else 0
    plot = _plot(named, frame, [], names=longest)
    body = [*ground(plot, frame, _with_goal([], frame))]
    for at, (_, series) in enumerate(named):
        body += data(plot, series.points, [SHAPES[at]] * len(series.points), at, rules=False)
    key = [KeyItem(line_sign(at), name) for at, (name, _) in enumerate(named)] if several else []
    return Picture(
        frame=frame,
        description=described("Line chart", named, frame, [note]),
        note=note,
        height=plot.height,
        body=join([*body, *(names_at_the_end(plot, named) if several else ())]),
        key_items=(*key, *ground_items(frame), *gap_items([series for _, series in named])),
    )


def _with_goal(levels: list[tuple[float, str]], frame: ChartFrame) -> list[tuple[float, str]]:
    return levels if frame.goal is None else [*levels, (frame.goal, "goal")]


def _plot(
    named: Sequence[NamedSeries],
    frame: ChartFrame,
    levels: list[tuple[float, str]],
    names: int = 0,
    reach: Sequence[float] = (),
) -> Plot:
    """The ground that holds all values and levels, with room on the right for what is written there."""
    across = [value for value, _ in _with_goal(levels, frame)]
    values = [value for _, series in named for value in series.values if value is not None] + across
    values += reach
    low, high = min(values, default=0), max(values, default=1)
    if 0 < low <= high / 2:
        low = 0  # values that differ this much are compared by their height
    longest = max([names, *(len(shown(value, frame.unit)) + 1 for value in across)])
    periods, places = _periods([series for _, series in named])
    return Plot(
        periods=periods,
        places=places,
        ticks=round_ticks(low, high),
        unit=frame.unit,
        right=longest * CHARACTER + 14,
    )


def _periods(several: Sequence[Series]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """All periods with their places: by the calendar where they are written alike, else side by side as they come."""
    periods = tuple(dict.fromkeys(period for series in several for period in series.periods))
    places = places_in_time(periods)
    if places is None:
        return periods, tuple(range(len(periods)))
    in_time = sorted(zip(places, periods, strict=True))
    return tuple(period for _, period in in_time), tuple(place for place, _ in in_time)


def _shapes(chart: RunChart) -> list[Shape]:
    """The mark of each row."""
    shifted = {number for shift in chart.shifts for number in shift}
    trending: dict[int, Shape] = {
        number: "up" if chart.rises(trend) else "down" for trend in chart.trends for number in trend
    }
    shapes: list[Shape] = []
    for number, side in enumerate(chart.sides, 1):
        if number in trending:
            shapes.append("diamond" if number in shifted else trending[number])
        else:
            shapes.append("square" if number in shifted else "ring" if side == 0 else "dot")
    return shapes


def _sign(shape: Shape) -> Markup:
    return mark(shape, 18, 10, colour="cp-chart-signal")
