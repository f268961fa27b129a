"""Groups so small that a figure could name a child, also where arithmetic gives them back.

Only for series that count pupils or other people; whether one does is for the caller to know. A fault is
given where 1 to 10 people are *certain* to be shown, not where they are possible: a rounded percentage that
fits 8 of 500 as well as 12 of 500 passes. What the total of a period leaves beside its groups follows by
subtraction (`headcounts` says which groups make it up). Not for choosing what to hide instead.

Source: National Center for Education Statistics, Statistical methods for protecting personally identifiable
information in aggregate reporting (NCES 2011-603, SLDS Technical Brief 3); most states show no group under
10.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from generator.improvement.headcounts import (
    ANYBODY,
    NOBODY,
    Cell,
    People,
    ValueKind,
    divisions,
    in_percent,
    likely_numerators,
    most_behind,
)
from generator.improvement.periods import places_in_time
from generator.improvement.series import Fault, Point, Series

__all__ = ["SMALLEST_GROUP", "by_period", "is_everybody", "small_cells"]

SMALLEST_GROUP = 11
"""Fewest people that a published figure may stand for; a project may ask for more, never for less."""

_EVERYBODY = re.compile(
    r"|everybody|everyone|overall|(?:school|district|grade|county)-?wide|(?:grand )?totals?(?: number)?"
    r"|(?:all|total)(?: (?:the )?(?:students?|pupils?|learners?|children|people|kids|youth|participants|teachers|staff"
    r"|adults|families|(?:\w+ )?graders|grades|groups|schools|classes|together|combined))?"
    r"|(?:the )?(?:whole|entire) (?:school|district|group|class|grade|cohort|county|network)"
)
"""Names (small letters) under which a series gives everybody; `All girls` is no such name."""

_DASH = re.compile(r"\s*[-‐‑‒–—−/]\s*")
_LONG_YEAR = re.compile(r"\b([0-9]{4})-[0-9]{2}([0-9]{2})\b")

_MERGE = "merge groups or periods, or leave the figure out; the history of a repository keeps what was once added"
_HIDE_MORE = "hide a second group too, or merge the two"
_HIDE_THIS = "hide this figure too: write * in its place"


def is_everybody(group: str) -> bool:
    """Whether a group of this name is the total of the others."""
    return _EVERYBODY.fullmatch(group.strip().casefold()) is not None


def small_cells(series: Series, values: ValueKind = "percent", smallest: int = SMALLEST_GROUP) -> list[Fault]:
    """Rows that show or give back a group of fewer than `smallest` people, each once, in order."""
    shown, values = (in_percent(series.points), "percent") if values == "share" else (series.points, values)
    faults = [fault for point in shown for fault in _own_faults(point, values, smallest)]
    once = {(point.period, point.group): point for point in reversed(shown)}  # a second one is refused as such
    for points in by_period(tuple(reversed(once.values()))):
        faults.extend(_total_faults(points, values, smallest))
    first = {fault.row: fault for fault in reversed(faults)}
    return sorted(first.values(), key=lambda fault: fault.row or 0)


def by_period(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The points of each period together, also where one is written in two ways (2019-20 and 2019-2020)."""
    names = [_one_spelling(point.period) for point in points]
    places = places_in_time(names)
    groups: dict[int | str, list[Point]] = defaultdict(list)
    for number, point in enumerate(points):
        groups[places[number] if places else names[number]].append(point)
    yield from groups.values()


def _one_spelling(period: str) -> str:
    """A period as others would write it too: with a hyphen for a dash, small letters, a school year in short."""
    plain = " ".join(_DASH.sub("-", period).casefold().split())
    return _LONG_YEAR.sub(r"\1-\2", plain)


# -- what one row shows by itself


def _small(people: float, smallest: int) -> bool:
    return 0 < people < smallest


def _own_faults(point: Point, values: ValueKind, smallest: int) -> Iterator[Fault]:
    people = point.denominator
    if people is not None and _small(people, smallest):
        yield Fault(point.row, "denominator", f"a group of {people:g} people", _MERGE)
        return
    if point.value is None:
        return
    if most_behind(point.size_gap, smallest) and not (values == "count" and point.value >= smallest):
        yield Fault(point.row, "value", "the figure of a group that is hidden as small", _HIDE_THIS)
    elif values == "count":
        shown = point.value if _small(point.value, smallest) else (people or 0) - point.value
        if _small(shown, smallest):
            yield Fault(point.row, "value", f"the figure stands for {shown:g} people", _MERGE)
    elif values == "percent":
        yield from _percent_faults(point, smallest)


def _percent_faults(point: Point, smallest: int) -> Iterator[Fault]:
    """A percentage and its denominator that together can only mean a small group, or all but one."""
    people, numerators = int(point.denominator or 0), likely_numerators(point)
    if len(numerators) > 2 * smallest:  # some of so many are neither few nor all but few
        return
    groups = [next((n for n in (k, people - k) if _small(n, smallest)), 0) for k in numerators]
    if not groups or not all(groups):
        return
    shown = People(min(groups), max(groups))
    message = f"{point.value:g}% of {people} is {shown} people, or all but {shown}"
    if all(_small(numerator, smallest) for numerator in numerators):
        message = f"{point.value:g}% of {people} is {shown} people"
    yield Fault(point.row, "value", message, _MERGE)


# -- what the total of a period gives away


def _total_faults(points: Sequence[Point], values: ValueKind, smallest: int) -> Iterator[Fault]:
    """What the groups of one period give away beside their total."""
    point = next((point for point in points if is_everybody(point.group)), None)
    parts = [Cell.of(other, values) for other in points if other is not point]
    if point is None or not parts:
        return
    total = Cell.of(point, values).sized(sum((part.size for part in parts), NOBODY), values)
    columns = [column for column in ("denominator", "value") if not total.hides(column)]
    for column in columns[:1] if values == "other" else columns:
        told: list[Cell] = []
        for division in divisions(total, parts, columns[0]):
            faults = list(_left_by_all(total, division, column, smallest))
            told += [part for part in division if faults and not part.hides(column)]
            yield from faults
            if column == "value":
                yield from _squeezed(total, division, values, smallest)
        for part in parts:
            if told != [part]:  # else it would be said of the group and of those that are hidden beside it
                yield from _left_by_one(total, part, column, smallest)


def _given_away(total: Cell, others: Sequence[Cell], column: str, smallest: int) -> People | None:
    """The people of the total outside some groups, or those of them who are not counted, if they are few."""
    rest, people = total.people(column), total.size
    for other in others:
        rest, people = rest - other.people(column), people - other.size
    rest = rest.within(People(0, people.most))
    not_counted = people - rest if column == "value" and people.least == people.most else ANYBODY
    return next((few for few in (rest, not_counted) if few.is_small(smallest)), None)


def _left_by_one(total: Cell, part: Cell, column: str, smallest: int) -> Iterator[Fault]:
    """Few people of the total are not in a group: whoever knows both knows them."""
    if not part.hides(column) and (few := _given_away(total, [part], column, smallest)):
        message = f"all but {few} people are in group '{part.point.group}'; the others can be told"
        yield Fault(part.point.row, column, message, _MERGE)


def _left_by_all(total: Cell, division: Sequence[Cell], column: str, smallest: int) -> Iterator[Fault]:
    """Few people are in the groups that are hidden or left out: together they count as one group."""
    hidden = [part for part in division if part.hides(column)]
    shown = [part for part in division if not part.hides(column)]
    if not hidden and len(shown) < 2:
        return
    few = _given_away(total, shown, column, smallest)
    if few is None and _all_are_largest(total, hidden, shown, column, smallest):
        few = People(smallest - 1, smallest - 1)
    if few and hidden:
        names = ", ".join(f"'{part.point.group}'" for part in hidden)
        message = f"the hidden figure of {names} can be worked out: the total leaves {few} people"
        yield Fault(hidden[0].point.row, column, message, _HIDE_MORE)
    elif few:
        names = ", ".join(f"'{part.point.group}'" for part in shown)
        message = f"the total leaves {few} people outside of {names}"
        yield Fault(total.point.row, column, message, _HIDE_MORE)


def _all_are_largest(total: Cell, hidden: Sequence[Cell], shown: Sequence[Cell], column: str, smallest: int) -> bool:
    """Whether groups hidden as small must each be just too small: then their sum, or that of some of them, says so."""
    largest = [most for part in hidden if (most := part.most_behind(column, smallest))]
    if not hidden or len(largest) < len(hidden):
        return False
    rest = total.people(column) - sum((part.people(column) for part in shown), NOBODY)
    sums = list(accumulate(sorted(largest)))
    return rest.least == sums[-1] or total.people(column).least in sums[1:]


def _squeezed(total: Cell, division: Sequence[Cell], values: ValueKind, smallest: int) -> Iterator[Fault]:
    """Rounded or hidden figures that the total and the other groups narrow down to a few people."""
    known = sum((part.size for part in division if not part.hides("denominator")), NOBODY)
    if sum(part.hides("denominator") for part in division) == 1:
        division = [part.sized(total.size - known, values) for part in division]
    people = sum((part.size for part in division), NOBODY)
    if not people.least == people.most == total.size.least:
        return
    whole = sum((part.figure for part in division), NOBODY)
    for part in division:
        others = People(whole.least - part.figure.least, whole.most - part.figure.most)
        figure = (total.figure - others).within(part.figure)
        certain, by_itself = (figure, part.size - figure), (part.figure, part.size - part.figure)
        few = next((few for few, own in zip(certain, by_itself, strict=True) if _is_news(few, own, smallest)), None)
        if few:
            message = f"the figure of '{part.point.group}' can be worked out: the total leaves {few} people"
            yield Fault(part.point.row, "value", message, _HIDE_MORE)


def _is_news(few: People, by_itself: People, smallest: int) -> bool:
    """Whether people are few, and their row does not say so `by_itself`: of `<6` one knows that, not how many."""
    return few.is_small(smallest) and (few.least == few.most or by_itself.most >= smallest)
