"""Groups so small that a figure could name a child, also where arithmetic gives them back.

Only for series that count pupils or other people; whether one does is for the caller to know. A fault is
given where 1 to 10 people are *certain* to be shown, not where they are possible: a rounded percentage that
fits 8 of 500 as well as 12 of 500 passes. Every number is therefore kept as the least and the most that it
can be; what the total of a period leaves beside its groups follows by subtraction.

Groups of one period are taken to make up their total, apart from each other. Where their people are more
than the total (an English learner is also a ninth grader), those that add up to it exactly are a division of
their own (girls and boys), and of the others those in a row that do not exceed it. Not for choosing what to
hide instead.

Source: National Center for Education Statistics, Statistical methods for protecting personally identifiable
information in aggregate reporting (NCES 2011-603, SLDS Technical Brief 3); most states show no group under
10.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Literal

from generator.improvement.periods import places_in_time
from generator.improvement.series import Fault, Point, Series

__all__ = ["SMALLEST_GROUP", "TOTAL_GROUPS", "ValueKind", "possible_numerators", "small_cells", "value_kind"]

SMALLEST_GROUP = 11
"""Fewest people that a published figure may stand for; a project may ask for more, never for less."""

TOTAL_GROUPS = frozenset({"", "all", "all students", "everybody", "everyone", "overall", "total"})
"""Names (small letters) under which a series gives everybody."""

_MOST_DIVIDED = 8
"""Groups of a period among which divisions are looked for; with more, only all of them together are one."""

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
    """Rows that show or give back a group of fewer than `smallest` people, each once, in order."""
    faults = [fault for point in series.points for fault in _own_faults(point, values, smallest)]
    for points in _periods(series.points):
        faults.extend(_total_faults(points, values, smallest))
    first = {fault.row: fault for fault in reversed(faults)}
    return sorted(first.values(), key=lambda fault: fault.row or 0)


def _periods(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The points of each period together, also where one is written in two ways (2019-20 and 2019-2020)."""
    places = places_in_time([point.period for point in points])
    groups: dict[int | str, list[Point]] = defaultdict(list)
    for number, point in enumerate(points):
        groups[places[number] if places else point.period].append(point)
    yield from groups.values()


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
    if values == "count":
        shown = point.value if _small(point.value, smallest) else (people or 0) - point.value
        if _small(shown, smallest):
            yield Fault(point.row, "value", f"the figure stands for {shown:g} people", _MERGE)
    elif values == "percent":
        yield from _percent_faults(point, smallest)


def _percent_faults(point: Point, smallest: int) -> Iterator[Fault]:
    """A percentage and its denominator that together can only mean a small group, or all but one."""
    people, numerators = int(point.denominator or 0), possible_numerators(point)
    if len(numerators) > 2 * smallest:  # some of so many are neither few nor all but few
        return
    groups = [min((n for n in (k, people - k) if _small(n, smallest)), default=0) for k in numerators]
    if not groups or not all(groups):
        return
    shown = f"{groups[0]}" if len(groups) == 1 else f"{min(groups)} to {max(groups)}"
    message = f"{point.value:g}% of {people} is {shown} people, or all but {shown}"
    if all(_small(numerator, smallest) for numerator in numerators):
        message = f"{point.value:g}% of {people} is {shown} people"
    yield Fault(point.row, "value", message, _MERGE)


# -- what the total of a period gives away


@dataclass(frozen=True, slots=True)
class _People:
    """A number of people of which only the least and the most that it can be are known."""

    least: float
    most: float

    def __add__(self, other: _People) -> _People:
        return _People(self.least + other.least, self.most + other.most)

    def __sub__(self, other: _People) -> _People:
        return _People(self.least - other.most, self.most - other.least)

    def within(self, other: _People) -> _People:
        """What is left when it is also known to lie in another range."""
        return _People(max(self.least, other.least), min(self.most, other.most))

    def is_small(self, smallest: int) -> bool:
        """Whether it is certain to be one to a few people."""
        return 0 < self.least <= self.most < smallest

    def __str__(self) -> str:
        return f"{self.least:g}" if self.least == self.most else f"{self.least:g} to {self.most:g}"


_ANY = _People(0, math.inf)
_NOBODY = _People(0, 0)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A point with the number of people in its group, the number that its value stands for, and what is hidden."""

    point: Point
    size: _People
    figure: _People

    @classmethod
    def of(cls, point: Point, values: ValueKind) -> _Cell:
        """What is known of a row without the other rows."""
        people = point.denominator
        size = _ANY if people is None else _People(people, people)
        figure = _People(0, size.most)
        if values == "count" and point.value is not None:
            figure = _People(point.value, point.value)
        elif values == "percent" and (numerators := possible_numerators(point)):
            figure = _People(numerators[0], numerators[-1])
        return cls(point, size, figure)

    def people(self, column: str) -> _People:
        """The number in a column: of the whole group (`denominator`) or of those counted (`value`)."""
        return self.size if column == "denominator" else self.figure

    def hides(self, column: str) -> bool:
        """Whether the column shows nothing here."""
        return getattr(self.point, column) is None


def _total_faults(points: Sequence[Point], values: ValueKind, smallest: int) -> Iterator[Fault]:
    """What the groups of one period give away beside their total."""
    point = next((point for point in points if point.group.casefold() in TOTAL_GROUPS), None)
    parts = [_Cell.of(other, values) for other in points if other is not point]
    if point is None or not parts:
        return
    total = _sized(_Cell.of(point, values), sum((part.size for part in parts), _NOBODY), values)
    columns = [column for column in ("denominator", "value") if not total.hides(column)]
    for column in columns[:1] if values == "other" else columns:
        told: list[_Cell] = []
        for division in _divisions(total, parts, columns[0]):
            faults = list(_left_by_all(total, division, column, smallest))
            told += [part for part in division if faults and not part.hides(column)]
            yield from faults
            if column == "value":
                yield from _squeezed(total, division, values, smallest)
        for part in parts:
            if told != [part]:  # else it would be said of the group and of those that are hidden beside it
                yield from _left_by_one(total, part, column, smallest)


def _sized(cell: _Cell, people: _People, values: ValueKind) -> _Cell:
    """The cell with the size of its group, where that was hidden and can be worked out."""
    if cell.hides("denominator") and people.least == people.most >= 0:
        return _Cell.of(replace(cell.point, denominator=people.least), values)
    return cell


def _given_away(total: _Cell, others: Sequence[_Cell], column: str, smallest: int) -> _People | None:
    """The people of the total outside some groups, or those of them who are not counted, if they are few."""
    rest, people = total.people(column), total.size
    for other in others:
        rest, people = rest - other.people(column), people - other.size
    rest = rest.within(_People(0, people.most))
    not_counted = people - rest if column == "value" and people.least == people.most else _ANY
    return next((few for few in (rest, not_counted) if few.is_small(smallest)), None)


def _left_by_one(total: _Cell, part: _Cell, column: str, smallest: int) -> Iterator[Fault]:
    """Few people of the total are not in a group: whoever knows both knows them."""
    if not part.hides(column) and (few := _given_away(total, [part], column, smallest)):
        message = f"all but {few} people are in group '{part.point.group}'; the others can be told"
        yield Fault(part.point.row, column, message, _MERGE)


def _divisions(total: _Cell, parts: Sequence[_Cell], column: str) -> Iterator[list[_Cell]]:
    """Groups that make up the total, each division once.

    Some that add up to it exactly, and then the others; where those overlap, as they stand in a row, if any of the row
    is hidden (else most tables of overlapping groups would be refused). All are tried in a row too, since some may add
    up by chance.
    """
    whole = total.people(column).least
    found = list(_exact(total, parts, column))
    others = [part for part in parts if not any(part in some for some in found)]
    for some in (others, others[::-1], parts, parts[::-1]):
        overlap = _sum(some, column) > whole
        for division in _in_a_row(some, column, whole):
            division.sort(key=lambda part: part.point.row)
            hidden = any(part.hides(column) for part in division)
            if division not in found and (hidden or not overlap):
                found.append(division)
    return iter(found)


def _exact(total: _Cell, parts: Sequence[_Cell], column: str) -> Iterator[list[_Cell]]:
    """Groups that add up to the total, the fewest first; none twice."""
    if len(parts) > _MOST_DIVIDED:
        return
    whole = total.people(column).least
    left = {place: part.people(column).least for place, part in enumerate(parts) if not part.hides(column)}
    for number in range(2, len(left) + 1):
        for some in combinations(left.items(), number):
            if sum(people for _, people in some) == whole and all(place in left for place, _ in some):
                yield [parts[place] for place, _ in some]
                left = {place: people for place, people in left.items() if (place, people) not in some}


def _sum(parts: Sequence[_Cell], column: str) -> float:
    return sum(part.people(column).least for part in parts)


def _in_a_row(parts: Sequence[_Cell], column: str, whole: float) -> Iterator[list[_Cell]]:
    """The parts in their order, a new list begun wherever they would be more than the whole."""
    row: list[_Cell] = []
    people = 0.0
    for part in parts:
        people += part.people(column).least
        if people > whole and row:
            yield row
            row, people = [], part.people(column).least
        row.append(part)
    if row and people <= whole:
        yield row


def _left_by_all(total: _Cell, division: Sequence[_Cell], column: str, smallest: int) -> Iterator[Fault]:
    """Few people are in the groups that are hidden or left out: together they count as one group."""
    hidden = [part for part in division if part.hides(column)]
    shown = [part for part in division if not part.hides(column)]
    if not hidden and len(shown) < 2:
        return
    few = _given_away(total, shown, column, smallest)
    if few is None and _all_are_largest(total, hidden, shown, column, smallest):
        few = _People(smallest - 1, smallest - 1)
    if few and hidden:
        names = ", ".join(f"'{part.point.group}'" for part in hidden)
        message = f"the hidden figure of {names} can be worked out: the total leaves {few} people"
        yield Fault(hidden[0].point.row, column, message, _HIDE_MORE)
    elif few:
        names = ", ".join(f"'{part.point.group}'" for part in shown)
        message = f"the total leaves {few} people outside of {names}"
        yield Fault(total.point.row, column, message, _HIDE_MORE)


def _all_are_largest(total: _Cell, hidden: Sequence[_Cell], shown: Sequence[_Cell], column: str, smallest: int) -> bool:
    """Whether groups hidden as small must each be just too small: then their sum, or that of some of them, says so."""
    if not hidden or not all(part.point.is_hidden_as_small for part in hidden):
        return False
    rest = total.people(column) - sum((part.people(column) for part in shown), _NOBODY)
    tens = [(smallest - 1) * number for number in range(1, len(hidden) + 1)]
    return rest.least == tens[-1] or total.people(column).least in tens[1:]


def _squeezed(total: _Cell, division: Sequence[_Cell], values: ValueKind, smallest: int) -> Iterator[Fault]:
    """Rounded or hidden figures that the total and the other groups narrow down to a few people."""
    known = sum((part.size for part in division if not part.hides("denominator")), _NOBODY)
    if sum(part.hides("denominator") for part in division) == 1:
        division = [_sized(part, total.size - known, values) for part in division]
    people = sum((part.size for part in division), _NOBODY)
    if not people.least == people.most == total.size.least:
        return
    whole = sum((part.figure for part in division), _NOBODY)
    for part in division:
        others = _People(whole.least - part.figure.least, whole.most - part.figure.most)
        figure = (total.figure - others).within(part.figure)
        few = next((few for few in (figure, part.size - figure) if few.is_small(smallest)), None)
        if few:
            message = f"the figure of '{part.point.group}' can be worked out: the total leaves {few} people"
            yield Fault(part.point.row, "value", message, _HIDE_MORE)
