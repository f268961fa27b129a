"""How many people a row of a series stands for, and which groups of a period make up everybody.

A number that is hidden or rounded is kept as the least and the most that it can be. Groups of one period are taken to
make up their total, apart from each other. Where their people are more than the total (an English learner is also a
ninth grader), those that add up to it exactly are a division of their own (girls and boys), and of the others those in
a row that do not exceed it. Not for judging whether so many are few (`small_cells`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Literal

from generator.improvement.series import BANDED_GAP, SMALL_GROUP, Fault, Point

__all__ = [
    "ANYBODY", "NOBODY", "Cell", "People", "ValueKind", "divisions", "in_percent", "likely_numerators",
    "most_behind", "possible_numerators", "unlike_percent", "value_kind",
]  # fmt: skip

ValueKind = Literal["percent", "share", "count", "other"]
"""What a value is: percent of the denominator, a share of it (0.25), a number of people, or neither (a mean...)."""

_PEOPLE = re.compile(
    "people|persons|students|pupils|learners|children|kids|youth|graders|graduates|freshmen|sophomores|juniors|seniors"
    "|girls|boys|teachers|educators|adults|families|parents|caregivers|counselors|mentors|tutors|participants|members"
    "|respondents|applicants|newcomers|dropouts|absentees|attendees|enrollees|headcounts?"
)
_ONE = re.compile("person|student|pupil|learner|child|teacher|adult|family|parent|staff")
_TIMES = re.compile("(?:school )?(?:day|week|month|quarter|trimester|semester|term|year|period|session|cycle)")
_COUNT = re.compile("counts?|numbers?|totals?|tall(?:y|ies)|no|num|n")
_AFTER_THE_NOUN = re.compile("a|absent|at|by|each|enrolled|for|from|in|of|on|out|per|tested|who|with")

_FEWEST_ROWS = 3
"""Rows from which one can see that values are numbers of people where percentages belong."""
_MOST_DIVIDED = 8
"""Groups of a period among which divisions are looked for; with more, only all of them together are one."""


def value_kind(unit: str) -> ValueKind:
    """What values in this unit are, as far as small cells go: `absent students` are people, `student days` are not."""
    words = re.findall(r"%|\w+", unit.casefold().replace("per cent", "percent")) or [""]
    if {"%", "percent", "percentage", "pct"} & set(words):
        return "other" if "points" in words else "percent"
    if words[0] in {"share", "proportion", "fraction"}:
        return "share"
    if "per" in words and not _TIMES.match(" ".join(words[words.index("per") + 1 :])):
        return "other"  # students per class are a mean, students per week a number
    if words[0] in {"total", "head"}:
        words = words[1:] or words  # the total number of students, a head count
    if _COUNT.fullmatch(words[0]):
        return "count" if words[1:2] != ["of"] or _counts_people(words[2:]) else "other"
    if len(words) > 1 and _COUNT.fullmatch(words[-1]) and _ONE.fullmatch(words[-2]):
        return "count"  # a student count
    return "count" if _counts_people(words) else "other"


def _counts_people(words: Sequence[str]) -> bool:
    """Whether people stand first, or last before the words that say where, of whom or how often."""
    end = next((place for place, word in enumerate(words) if place and _AFTER_THE_NOUN.fullmatch(word)), len(words))
    nouns = [*words[:1], *words[end - 1 : end]]
    return any(map(_PEOPLE.fullmatch, nouns)) or any(map(_ONE.fullmatch, nouns[1:]))


def possible_numerators(point: Point, off_by: Fraction = Fraction(1, 2)) -> range:
    """Numbers of people that a percentage, as it is rounded, can stand for.

    With few people there is only one: 9% of 34 is 3 and nothing else. None without value or denominator. `off_by` is
    what a value may differ from the exact one, in units of its last digit.
    """
    if point.value is None or not point.denominator:
        return range(0)
    people = int(point.denominator)
    value, off = Fraction(repr(point.value)), off_by / Fraction(10) ** point.decimals
    fewest = math.ceil((value - off) * people / 100)
    most = math.floor((value + off) * people / 100)
    return range(max(fewest, 0), min(most, people) + 1)


def likely_numerators(point: Point) -> range:
    """The same, and where there is none, those whose percentage was cut off or rounded up: 16.6% of 12 is 2."""
    return possible_numerators(point) or possible_numerators(point, Fraction(1))


def in_percent(points: Sequence[Point]) -> tuple[Point, ...]:
    """Shares as percentages: 0.25 as 25, rounded as far as it was; those that are percentages already as they are."""
    if any((point.value or 0) > 1 for point in points):
        return tuple(points)
    return tuple(
        point if point.value is None else replace(point, value=round(100 * point.value, 9), decimals=point.decimals - 2)
        for point in points
    )


def unlike_percent(points: Sequence[Point]) -> Fault | None:
    """Why values cannot be percentages of their denominators: one is above 100, or they look like numbers of people.

    They do when all are whole, none is above its denominator, and a third or more are the share of no number of people.
    Means of the percentages of several schools are seldom all whole, so they are not taken for that.
    """
    given = [point for point in points if point.value is not None and point.denominator]
    hint = "write the percentage as the value, and the number of people it is of as the denominator"
    for point in given:
        if not 0 <= (point.value or 0) <= 100:
            message = f"{point.value:g} is no percentage of {point.denominator:g} people"
            return Fault(point.row, "value", message, hint)
    if any(point.decimals or (point.value or 0) > (point.denominator or 0) for point in given):
        return None
    no_share = [point for point in given if not possible_numerators(point)]
    if 3 * len(no_share) >= len(given) >= _FEWEST_ROWS:
        row = no_share[0]
        message = (
            f"{row.value:g}% of {row.denominator:g} is no whole number of people, and so in {len(no_share)} of "
            f"{len(given)} rows; are the values numbers of people?"
        )
        return Fault(row.row, "value", message, hint)
    return None


@dataclass(frozen=True, slots=True)
class People:
    """A number of people of which only the least and the most that it can be are known."""

    least: float
    most: float

    def __add__(self, other: People) -> People:
        return People(self.least + other.least, self.most + other.most)

    def __sub__(self, other: People) -> People:
        return People(self.least - other.most, self.most - other.least)

    def within(self, other: People) -> People:
        """What is left when it is also known to lie in another range."""
        return People(max(self.least, other.least), min(self.most, other.most))

    def is_small(self, smallest: int) -> bool:
        """Whether it is certain to be one to a few people."""
        return 0 < self.least <= self.most < smallest

    def __str__(self) -> str:
        return f"{self.least:g}" if self.least == self.most else f"{self.least:g} to {self.most:g}"


ANYBODY = People(0, math.inf)
NOBODY = People(0, 0)

_BAND = re.compile(BANDED_GAP.format(cell=r"(n\s*)?([<>≤≥])(=?)\s*([0-9.]+)\s*(%?)"), re.IGNORECASE)


def _in_band(reason: str | None, people: float, values: ValueKind) -> People:
    """What a mark such as `<6` or `>=95%` says of a figure; anybody where it says nothing, as `*` does."""
    band = _BAND.fullmatch(reason or "")
    if not band or band[1] or (values, band[5]) not in {("count", ""), ("percent", "%")} or math.isinf(people):
        return ANYBODY
    limit = Fraction(band[4])
    return _bounded(band, limit * int(people) / 100 if band[5] else limit)


def _bounded(band: re.Match[str], limit: Fraction) -> People:
    """Whole people below or above a limit, as the signs of a mark say."""
    included = band[3] or band[2] in "≤≥"
    if band[2] in "<≤":
        return People(0, math.floor(limit) if included else math.ceil(limit) - 1)
    return People(math.ceil(limit) if included else math.floor(limit) + 1, math.inf)


def most_behind(reason: str | None, smallest: int) -> int | None:
    """The most people behind a mark that says that they are few (`*`, `<6`); None for other marks."""
    if reason == SMALL_GROUP:
        return smallest - 1
    band = _BAND.fullmatch(reason or "")
    if not band or band[5]:
        return None
    most = _bounded(band, Fraction(band[4])).most
    return int(most) if 0 < most < smallest else None


@dataclass(frozen=True, slots=True)
class Cell:
    """A point with the number of people in its group, the number that its value stands for, and what is hidden."""

    point: Point
    size: People
    figure: People

    @classmethod
    def of(cls, point: Point, values: ValueKind) -> Cell:
        """What is known of a row without the other rows."""
        people = point.denominator
        size = ANYBODY if people is None else People(people, people)
        figure = People(0, size.most)
        if values == "count" and point.value is not None:
            figure = People(point.value, point.value)
        elif values == "percent" and (numerators := likely_numerators(point)):
            figure = People(numerators[0], numerators[-1])
        elif point.value is None:
            figure = figure.within(_in_band(point.gap_reason, size.most, values))
        return cls(point, size, figure)

    def sized(self, people: People, values: ValueKind) -> Cell:
        """The cell with the size of its group, where that was hidden and can be worked out."""
        if self.hides("denominator") and people.least == people.most >= 0:
            return Cell.of(replace(self.point, denominator=people.least), values)
        return self

    def people(self, column: str) -> People:
        """The number in a column: of the whole group (`denominator`) or of those counted (`value`)."""
        return self.size if column == "denominator" else self.figure

    def hides(self, column: str) -> bool:
        """Whether the column shows nothing here."""
        return getattr(self.point, column) is None

    def most_behind(self, column: str, smallest: int) -> int | None:
        """The most people that the column hides, by a mark that says that they are few."""
        size = most_behind(self.point.size_gap, smallest) if column == "denominator" else None
        return size or most_behind(self.point.gap_reason, smallest)


def divisions(total: Cell, parts: Sequence[Cell], column: str) -> Iterator[list[Cell]]:
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


def _exact(total: Cell, parts: Sequence[Cell], column: str) -> Iterator[list[Cell]]:
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


def _sum(parts: Sequence[Cell], column: str) -> float:
    return sum(part.people(column).least for part in parts)


def _in_a_row(parts: Sequence[Cell], column: str, whole: float) -> Iterator[list[Cell]]:
    """The parts in their order, a new list begun wherever they would be more than the whole."""
    row: list[Cell] = []
    people = 0.0
    for part in parts:
        people += part.people(column).least
        if people > whole and row:
            yield row
            row, people = [], part.people(column).least
        row.append(part)
    if row and people <= whole:
        yield row
