"""A chart in words: one sentence, made from its data, for people who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.improvement.series import Series
from generator.render.pictures.picture import ChartFrame
from generator.render.pictures.plot import shown

__all__ = ["described"]


def described(kind: str, named: Sequence[tuple[str, Series]], frame: ChartFrame, findings: Sequence[str]) -> str:
    """One sentence on what is to be seen: how many points, from when to when, from what to what, and the findings."""
    parts = [_course(name, series, frame.unit) for name, series in named]
    if frame.change:
        parts.append(f"the change began with {frame.change[0]}")
    if frame.goal is not None:
        parts.append(f"the goal is {shown(frame.goal, frame.unit)}")
    parts += [finding.partition(". ")[0].rstrip(".") for finding in findings if finding]
    return f"{kind}: {'; '.join(parts)}."


def _course(name: str, series: Series, unit: str) -> str:
    points = [point for point in series.points if point.value is not None]
    values = [point.value for point in points if point.value is not None]
    head = f"{name}, " if name else ""
    if not values:
        return f"{head}no values"
    if len(values) == 1:
        return f"{head}one value, {shown(values[0], unit)} in {points[0].period}"
    gaps = len(series.points) - len(points)
    missing = f", {gaps} without a value" if gaps else ""
    ends = f"from {shown(values[0], unit)} in {points[0].period} to {shown(values[-1], unit)} in {points[-1].period}"
    reach = f"lowest {shown(min(values), unit)}, highest {shown(max(values), unit)}"
    return f"{head}{len(values)} points{missing}, {ends}, {reach}"
