"""Groups so small that a figure could name a child, also where arithmetic gives them back.

Only for series that count pupils or other people; whether one does is for the caller to know. A fault is
given where 1 to 10 people are *certain* to be shown, not where they are possible: a rounded percentage that
fits 8 of 500 as well as 12 of 500 passes. Groups are compared with the total of their period only, since
other groups may overlap (an English learner is also a ninth grader). Not for choosing what to hide instead.

Source: National Center for Education Statistics, Statistical methods for protecting personally identifiable
information in aggregate reporting (NCES 2011-603, SLDS Technical Brief 3); most states show no group under
10.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Literal

from generator.improvement.series import Fault, Point, Series

__all__ = ["SMALLEST_GROUP", "TOTAL_GROUPS", "ValueKind", "possible_numerators", "small_cells", "value_kind"]

SMALLEST_GROUP = 11
"""Fewest people that a published figure may stand for; a project may ask for more, never for less."""

TOTAL_GROUPS = frozenset({"", "all", "all students", "everybody", "everyone", "overall", "total"})
"""Names (small letters) under which a series gives everybody."""

ValueKind = Literal["percent", "count", "other"]
"""What a value is: percent of the denominator, a number of people, or neither (a mean, minutes...)."""

_MERGE = "merge groups or periods, or leave the figure out; the history of a repository keeps what was once added"
_HIDE_MORE = "hide a second group too, or merge the two"


def value_kind(unit: str) -> ValueKind:
    """What values in this unit are, as far as small cells go."""
    words = unit.casefold().split()
    if "percent" in words or "%" in words:
        return "other" if "points" in words else "percent"
    people = {"count", "people", "persons", "students", "pupils", "teachers", "adults", "families", "staff"}
    return "count" if words and words[0] in people else "other"


def small_cells(series: Series, values: ValueKind = "percent", smallest: int = SMALLEST_GROUP) -> list[Fault]:
    """Every cell that shows or gives back a group of fewer than `smallest` people, in order of rows."""
    faults = [fault for point in series.points for fault in _own_faults(point, values, smallest)]
    in_time = sorted(series.points, key=lambda point: point.period)
    for _, points in groupby(in_time, key=lambda point: point.period):
        faults.extend(_total_faults(list(points), values, smallest))
    return sorted(faults, key=lambda fault: (fault.row or 0, fault.column or ""))


def possible_numerators(point: Point) -> range:
    """Numbers of people that a percentage, as it is rounded, can stand for.

    With few people there is only one: 9% of 34 is 3 and nothing else. None without value or denominator.
    """
    if point.value is None or not point.denominator:
        return range(0)
    people = int(point.denominator)
    value, half_a_digit = Fraction(repr(point.value)), Fraction(1, 2 * 10**point.decimals)
    fewest = math.ceil((value - half_a_digit) * people / 100)
    most = math.floor((value + half_a_digit) * people / 100)
    return range(max(fewest, 0), min(most, people) + 1)


def _small(people: float, smallest: int) -> bool:
    return 0 < people < smallest


def _own_faults(point: Point, values: ValueKind, smallest: int) -> Iterator[Fault]:
    """What one row shows by itself."""
    people = point.denominator
    if people is not None and _small(people, smallest):
        yield Fault(point.row, "denominator", f"a group of {people:g} people", _MERGE)
        return
    if point.value is None:
        return
    if values == "count":
        shown = point.value if _small(point.value, smallest) else (people or 0) - point.value
        if _small(shown, smallest):
            yield Fault(point.row, "value", f"the figure stands for {shown:g} people", _MERGE)
    elif values == "percent":
        yield from _percent_faults(point, smallest)


def _percent_faults(point: Point, smallest: int) -> Iterator[Fault]:
    """A percentage and its denominator that together can only mean a small group, or all but one."""
    people, numerators = int(point.denominator or 0), possible_numerators(point)
    groups = [min((n for n in (k, people - k) if _small(n, smallest)), default=0) for k in numerators]
    if not groups or not all(groups):
        return
    shown = f"{groups[0]}" if len(groups) == 1 else f"{min(groups)} to {max(groups)}"
    message = f"{point.value:g}% of {people} is {shown} people, or all but {shown}"
    if all(_small(numerator, smallest) for numerator in numerators):
        message = f"{point.value:g}% of {people} is {shown} people"
    yield Fault(point.row, "value", message, _MERGE)


def _total_faults(points: Sequence[Point], values: ValueKind, smallest: int) -> Iterator[Fault]:
    """What the groups of one period give away beside their total."""
    total = next((point for point in points if point.group.casefold() in TOTAL_GROUPS), None)
    parts = [point for point in points if point.group.casefold() not in TOTAL_GROUPS]
    if total is None or not parts:
        return
    column = "value" if values == "count" else "denominator"
    everybody = getattr(total, column)
    if everybody is None:
        return
    sizes: list[float | None] = [getattr(part, column) for part in parts]
    for part, size in zip(parts, sizes, strict=True):
        if size is not None and _small(everybody - size, smallest):
            message = f"all but {everybody - size:g} people are in group '{part.group}'; the others can be told"
            yield Fault(part.row, column, message, _MERGE)
    yield from _recovered(parts, column, everybody, sizes, smallest)
    if values == "percent" and sum(size or 0 for size in sizes) == everybody:
        yield from _recovered_numerators(total, parts, smallest)


def _recovered(
    parts: Sequence[Point], column: str, total: float, known: Sequence[float | None], smallest: int
) -> Iterator[Fault]:
    """Hidden cells that the total less the known ones gives back; several together count as one group."""
    hidden = [part for part, people in zip(parts, known, strict=True) if people is None]
    rest = total - sum(people for people in known if people is not None)
    if hidden and _small(rest, smallest):
        names = ", ".join(f"'{part.group}'" for part in hidden)
        message = f"the hidden figure of {names} can be worked out: the total leaves {rest:g} people"
        yield Fault(hidden[0].row, column, message, _HIDE_MORE)


def _recovered_numerators(total: Point, parts: Sequence[Point], smallest: int) -> Iterator[Fault]:
    """The same for numerators, where the groups make up the total and each percentage has one meaning."""
    of_total = possible_numerators(total)
    numerators = [possible_numerators(part) for part in parts]
    certain = all(len(found) == (part.value is not None) for part, found in zip(parts, numerators, strict=True))
    if len(of_total) == 1 and certain:
        known = [found[0] if found else None for found in numerators]
        yield from _recovered(parts, "value", of_total[0], known, smallest)
