"""Shewhart control limits: XmR charts for single values, p-charts for percentages with denominators.

For charts with enough points and for readers who know them; the rules that decide on a page are those of
`runchart`. No page is built with them: the run chart that a visitor makes offers the limits of the p-chart, and tests
hold its script (`theme/assets/tools/run-rules.js`) to these.

Sources: Wheeler, "Understanding Variation" (1993), for the constants 2.66 and 3.267; Montgomery,
"Introduction to Statistical Quality Control", chapter on charts for attributes, for the p-chart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.improvement.series import Series

__all__ = ["TRIAL_POINTS", "ControlChart", "limits_of", "p_chart", "xmr_chart"]

TRIAL_POINTS = 12
"""With fewer points the limits are no more than trial limits (NHSRplotthedots warns below this number)."""


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A centre line and, for each row, the limits within which chance alone moves the values."""

    centre: float | None
    """The mean; None when there is no value."""
    lower: tuple[float | None, ...]
    """Lower limit of each row; None where there is no value or no limit."""
    upper: tuple[float | None, ...]
    """Upper limit of each row."""
    outside: tuple[int, ...]
    """Numbers of the rows, from 1, whose values lie outside their limits."""
    trial: bool
    """Whether the limits rest on fewer than 12 points."""
    range_limit: float | None = None
    """Upper limit of the moving ranges; only on XmR charts."""


def limits_of(series: Series, *, percent: bool, baseline: slice | None = None) -> ControlChart | None:
    """Limits for a series of one group: a p-chart where every percentage has its denominator, otherwise none."""
    rows = [point for point in series.points if point.value is not None]
    if not (percent and rows and all(point.denominator for point in rows)):
        return None
    return p_chart(series.values, [point.denominator for point in series.points], baseline)


def xmr_chart(values: Sequence[float | None], baseline: slice | None = None) -> ControlChart:
    """Limits at the mean ± 2.66 mean moving ranges, from the baseline's rows or from all; None is a gap.

    A moving range is taken between direct neighbours only, never across a gap.
    """
    rows = values[baseline] if baseline else values
    inside = [value for value in rows if value is not None]
    steps = [abs(b - a) for a, b in pairwise(rows) if a is not None and b is not None]
    if not steps:
        nothing = (None,) * len(values)
        return ControlChart(_mean(inside), nothing, nothing, (), trial=True)
    centre, step = math.fsum(inside) / len(inside), math.fsum(steps) / len(steps)
    lower, upper = centre - 2.66 * step, centre + 2.66 * step
    return _chart(
        values, centre, [(lower, upper)] * len(values), trial=len(inside) < TRIAL_POINTS, range_limit=3.267 * step
    )


def p_chart(
    values: Sequence[float | None], denominators: Sequence[float | None], baseline: slice | None = None
) -> ControlChart:
    """Limits of percentages (0 to 100) at p ± 3 √(p (100 - p) / n), one for each row since n differs.

    p is the percentage of all people together, from the baseline's rows or from all. Limits stay within 0 to
    100; a row without value or denominator has none.
    """
    rows = [
        (value, people) if value is not None and people else None
        for value, people in zip(values, denominators, strict=True)
    ]
    inside = [row for row in (rows[baseline] if baseline else rows) if row]
    people_inside = math.fsum(people for _, people in inside)
    if not people_inside:
        nothing = (None,) * len(rows)
        return ControlChart(None, nothing, nothing, (), trial=True)
    centre = math.fsum(value * people for value, people in inside) / people_inside
    limits = [_p_limits(centre, row[1]) if row else None for row in rows]
    return _chart(values, centre, limits, trial=len(inside) < TRIAL_POINTS)


def _p_limits(centre: float, people: float) -> tuple[float, float]:
    reach = 3 * math.sqrt(max(centre * (100 - centre), 0) / people)
    return max(centre - reach, 0.0), min(centre + reach, 100.0)


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None


def _chart(
    values: Sequence[float | None],
    centre: float,
    limits: Sequence[tuple[float, float] | None],
    *,
    trial: bool,
    range_limit: float | None = None,
) -> ControlChart:
    """The chart with limits only where a value stands, and the rows that lie outside theirs."""
    kept = [limit if value is not None else None for value, limit in zip(values, limits, strict=True)]
    slack = 1e-9 * max((abs(value) for value in values if value is not None), default=0.0)
    outside = tuple(
        number
        for number, (value, limit) in enumerate(zip(values, kept, strict=True), 1)
        if value is not None and limit and not limit[0] - slack <= value <= limit[1] + slack
    )
    lower = tuple(limit[0] if limit else None for limit in kept)
    upper = tuple(limit[1] if limit else None for limit in kept)
    return ControlChart(centre, lower, upper, outside, trial=trial, range_limit=range_limit)
