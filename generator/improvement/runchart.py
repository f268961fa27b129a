"""Run charts judged by rules that have names: shift, trend, too few or too many runs, and Anhøj's pair.

Only Anhøj's pair decides whether there is a signal; the others are shown beside it, since teams know them. A
signal says that something changed, not why. Not for drawing (`render.pictures`), for reading cells (`series`)
or for the limits themselves (`run_limits`).

Sources: Perla, Provost and Murray, "The run chart", BMJ Quality & Safety 20 (2011) 46-51, for shift, trend
and runs; Anhøj and Olesen, "Run charts revisited", PLoS ONE 9 (2014) e113825, for the pair and for the
weakness of the trend rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Literal

from generator.improvement.run_limits import (
    FEWEST_USEFUL_POINTS,
    crossings_minimum,
    longest_run_maximum,
    runs_limits,
)
from generator.improvement.run_words import count_in_words, numbers_in_words, said

__all__ = [
    "SHIFT_LENGTH", "TOO_FEW", "TREND_LENGTH", "Direction", "Line", "RunChart", "analyse", "median", "runchart_text",
]  # fmt: skip

SHIFT_LENGTH = 6
"""Useful points in a row on one side that make a shift."""
TREND_LENGTH = 5
"""Points in a row, each above (or each below) the one before, that make a trend; the first one counts."""
TOO_FEW = "too few points"

Direction = Literal["up", "down"]
Line = Literal["median", "baseline", "given"]
"""Where the centre line comes from: the median of all points, the median of a baseline, or a given value."""
PointNumbers = tuple[int, ...]

_JSON_FIELDS = (
    "n", "n_useful", "centre", "line", "longest_run", "longest_run_max", "crossings", "crossings_min",
    "runs", "runs_low", "runs_high", "shifts", "trends", "signal", "note", "direction", "why",
)  # fmt: skip


@dataclass(frozen=True)
class RunChart:
    """A series beside its centre line, and what each rule finds in it.

    Points are numbered from 1 by their row in the series, gaps included, so that a number leads back to its
    row.
    """

    values: tuple[float | None, ...]
    """One for each row; None is a gap."""
    centre: float | None
    """Height of the centre line; None when there is no value to take it from."""
    line: Line
    """Where the centre line comes from."""
    baseline: range | None = None
    """Rows (from 0) that the line is frozen on."""
    tolerance: float = 0.0
    """How far two values may lie apart and still be level."""

    @cached_property
    def sides(self) -> tuple[int | None, ...]:
        """For each row 1 (above the line), -1 (below), 0 (on it) or None (gap)."""
        return tuple(self._order(value, self.centre) for value in self.values)

    @cached_property
    def useful(self) -> tuple[tuple[int, int], ...]:
        """Number and side of every point that is not on the line."""
        return tuple((number, side) for number, side in enumerate(self.sides, 1) if side)

    @property
    def judged(self) -> bool:
        """Whether there are enough useful points to apply the rules."""
        return self.n_useful >= FEWEST_USEFUL_POINTS

    @property
    def n(self) -> int:
        """Points with a value."""
        return sum(value is not None for value in self.values)

    @property
    def n_useful(self) -> int:
        """Points that are not on the line."""
        return len(self.useful)

    @cached_property
    def stretches(self) -> tuple[PointNumbers, ...]:
        """The runs: useful points in a row on one side. Points on the line neither break nor count."""
        by_side = groupby(self.useful, key=lambda point: point[1])
        return tuple(tuple(number for number, _ in stretch) for _, stretch in by_side)

    @property
    def longest_run(self) -> int:
        """Most useful points in a row on one side."""
        return max(map(len, self.stretches), default=0)

    @property
    def longest_run_max(self) -> int:
        """Longest run that chance explains."""
        return longest_run_maximum(self.n_useful)

    @property
    def crossings(self) -> int:
        """How often the line is crossed."""
        return max(self.runs - 1, 0)

    @property
    def crossings_min(self) -> int:
        """Fewest crossings that chance explains."""
        return crossings_minimum(self.n_useful)

    @property
    def runs(self) -> int:
        """Number of runs."""
        return len(self.stretches)

    @property
    def runs_low(self) -> int:
        """Fewest runs that chance explains."""
        return runs_limits(self.n_useful)[0]

    @property
    def runs_high(self) -> int:
        """Most runs that chance explains."""
        return runs_limits(self.n_useful)[1]

    @property
    def shifts(self) -> tuple[PointNumbers, ...]:
        """Runs of 6 or more points, as the numbers of the points that count; none when not judged."""
        return tuple(stretch for stretch in self.stretches if len(stretch) >= SHIFT_LENGTH and self.judged)

    @property
    def trends(self) -> tuple[PointNumbers, ...]:
        """5 or more points all up or all down, as their numbers; none when not judged.

        Of equal neighbours only the first counts. A turning point ends one trend and begins the next.
        """
        if not self.judged:
            return ()
        return tuple(climb for climb in self._climbs() if len(climb) >= TREND_LENGTH)

    @property
    def signal(self) -> bool | None:
        """Whether Anhøj's pair finds a change: a run too long or too few crossings. None when not judged."""
        if not self.judged:
            return None
        return self.longest_run > self.longest_run_max or self.crossings < self.crossings_min

    @property
    def note(self) -> str | None:
        """What stands beside a `signal` of None: `too few points`."""
        return None if self.judged else TOO_FEW

    @property
    def direction(self) -> Direction | None:
        """Where the data moved when there is a signal: the side with two thirds or more of the later points.

        Later are the useful points after the baseline or, where there is none, the last half of all useful
        points. None when neither side holds so many: then the chart shows a change, but no lasting move. (A
        rule of ours, not of a source.)
        """
        if not self.signal:
            return None
        if self.baseline:
            later = [side for number, side in self.useful if number > self.baseline.stop]
        else:
            later = [side for _, side in self.useful[self.n_useful // 2 :]]
        if abs(sum(later)) * 3 < len(later) or not later:
            return None
        return "up" if sum(later) > 0 else "down"

    @property
    def why(self) -> tuple[str, ...]:
        """The findings in sentences."""
        return tuple(_sentences(self))

    def rises(self, trend: PointNumbers) -> bool:
        """Whether a trend goes up."""
        return self._order(self.values[trend[1] - 1], self.values[trend[0] - 1]) == 1

    def to_json(self) -> dict[str, object]:
        """The chart as data; `note` says "too few points" where `signal` is null."""
        return {name: _plain(getattr(self, name)) for name in _JSON_FIELDS}

    def _order(self, value: float | None, other: float | None) -> int | None:
        """1 when a value lies above another, -1 below, 0 level with it; None when one of them is a gap."""
        if value is None or other is None:
            return None
        if abs(value - other) <= self.tolerance:
            return 0
        return 1 if value > other else -1

    def _climbs(self) -> Iterator[PointNumbers]:
        """Longest stretches that only rise or only fall, as point numbers without repeats."""
        climb: list[int] = []
        heading = last = None
        for number, value in enumerate(self.values, 1):
            step = self._order(value, last) if last is not None else 1
            if value is None or step == 0:
                continue
            if last is not None and step != heading:
                yield tuple(climb)
                climb, heading = climb[-1:], step
            climb.append(number)
            last = value
        yield tuple(climb)


def median(values: Sequence[float]) -> float | None:
    """The middle value, or the decimal mean of the two middle ones (0.1 and 0.2 give 0.15); None of none."""
    ordered = sorted(values)
    if not ordered:
        return None
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return float((Decimal(repr(low)) + Decimal(repr(high))) / 2)


def analyse(
    values: Sequence[float | None], centre: float | None = None, baseline: int | slice | None = None
) -> RunChart:
    """Judge a series in order of time; None and values that are not finite are gaps and are skipped.

    `centre` gives the line; otherwise it is the median of the `baseline` (so many first rows, or a slice of
    rows), which freezes it against later change, or of all points. With fewer than 10 useful points nothing
    is judged.
    """
    points = tuple(float(value) if value is not None and math.isfinite(value) else None for value in values)
    rows = slice(baseline) if isinstance(baseline, int) else baseline
    frozen = range(len(points))[rows] if rows is not None else None
    line: Line = "given" if centre is not None else "median" if frozen is None else "baseline"
    if centre is None:
        inside = [points[row] for row in (range(len(points)) if frozen is None else frozen)]
        centre = median([value for value in inside if value is not None])
    return RunChart(points, centre, line, frozen, _tolerance([*points, centre]))


def _tolerance(values: Sequence[float | None]) -> float:
    # Sums of decimals are a few last digits off (0.1 + 0.2 is not 0.3): no point must leave the line by that.
    return 1e-12 * max((abs(value) for value in values if value is not None), default=0.0)


def _plain(value: object) -> object:
    """Tuples as lists, all the way down."""
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _sentences(chart: RunChart) -> Iterator[str]:
    """The verdict first, then what each rule found."""
    if not chart.judged:
        name = "too_few_one" if chart.n_useful == 1 else "too_few"
        yield said(name, need=FEWEST_USEFUL_POINTS, found=chart.n_useful)
        return
    yield said(f"signal_{chart.direction}" if chart.direction else "signal" if chart.signal else "no_signal")
    yield said("longest", points=count_in_words("point", chart.longest_run), most=chart.longest_run_max)
    yield said("crossed", times=count_in_words("time", chart.crossings), fewest=chart.crossings_min)
    yield said("runs_one" if chart.runs == 1 else "runs", runs=chart.runs, low=chart.runs_low, high=chart.runs_high)
    for shift in chart.shifts:
        above = chart.sides[shift[0] - 1] == 1
        yield said("shift_above" if above else "shift_below", points=numbers_in_words(shift))
    for trend in chart.trends:
        yield said("trend_up" if chart.rises(trend) else "trend_down", points=numbers_in_words(trend))
    unusual = chart.shifts or chart.trends or not chart.runs_low <= chart.runs <= chart.runs_high
    if unusual and not chart.signal:
        yield said("pair_decides")


def runchart_text(chart: RunChart) -> str:
    """The findings for people at a terminal, one a line."""
    source = {"median": "median of all points", "baseline": "median of the baseline", "given": "given"}
    line = "no centre line"
    if chart.centre is not None:
        line = f"centre line {chart.centre:.10g} ({source[chart.line]})"
    points = f"{count_in_words('point', chart.n)} with a value, {chart.n_useful} off the line; {line}"
    return "\n".join([points, *chart.why])
