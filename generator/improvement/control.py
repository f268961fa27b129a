"""Shewhart control limits of percentages with denominators (p-chart).

For charts with enough points and for readers who know them; the rules that decide on a page are those of
`runchart`. The run chart in the browser offers them (`run-rules.js`), and its script is held against this room.

Source: Montgomery, "Introduction to Statistical Quality Control", chapter on charts for attributes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.improvement.series import Series

__all__ = ["TRIAL_POINTS", "ControlChart", "limits_of", "p_chart"]

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


def limits_of(series: Series, *, percent: bool, baseline: slice | None = None) -> ControlChart | None:
    """Limits for a series of one group: a p-chart where every percentage has its denominator, otherwise none."""
    rows = [point for point in series.points if point.value is not None]
    if not (percent and rows and all(point.denominator for point in rows)):
        return None
    return p_chart(series.values, [point.denominator for point in series.points], baseline)


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
    return ControlChart(
        centre,
        lower=tuple(limit and limit[0] for limit in limits),
        upper=tuple(limit and limit[1] for limit in limits),
        outside=tuple(_outside(values, limits)),
        trial=len(inside) < TRIAL_POINTS,
    )


def _p_limits(centre: float, people: float) -> tuple[float, float]:
    reach = 3 * math.sqrt(max(centre * (100 - centre), 0) / people)
    return max(centre - reach, 0.0), min(centre + reach, 100.0)


def _outside(values: Sequence[float | None], limits: Sequence[tuple[float, float] | None]) -> Iterator[int]:
    """Numbers of the rows whose values lie outside their limits by more than the last digits of a sum are off."""
    slack = 1e-9 * max((abs(value) for value in values if value is not None), default=0.0)
    for number, (value, limit) in enumerate(zip(values, limits, strict=True), 1):
        if value is not None and limit and not limit[0] - slack <= value <= limit[1] + slack:
            yield number
