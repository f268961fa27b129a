"""Periods as points in time: years, school years, quarters, months, weeks or days, when all are written alike.

Not for dates of records, and not for guessing: periods in words have an order, but no distance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

__all__ = ["places_in_time"]


def places_in_time(periods: Sequence[str]) -> list[int] | None:
    """Where each period lies, in whole units of its kind (years, months, days...); None where they are not alike.

    `2019-20` is a school year and `2019-10` a month: which of the two is meant shows in all periods together, and
    where it does not, school years are taken.
    """
    for shape, place in _KINDS:
        found = [shape.fullmatch(period) for period in periods]
        if periods and all(found):
            try:
                return [place(*map(int, match.groups())) for match in found if match]
            except ValueError:
                continue
    return None


def _school_year(year: int, next_year: int) -> int:
    if next_year not in {(year + 1) % 100, year + 1}:
        raise ValueError("not a school year")
    return year


def _month(year: int, month: int) -> int:
    return date(year, month, 1).year * 12 + month


def _quarter(year: int, quarter: int) -> int:
    return year * 4 + quarter


def _week(year: int, week: int) -> int:
    return date.fromisocalendar(year, week, 1).toordinal() // 7


def _day(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


_KINDS: tuple[tuple[re.Pattern[str], Callable[..., int]], ...] = tuple(
    (re.compile("([0-9]{4})" + rest), place)
    for rest, place in (
        ("", int),
        ("[-/]([0-9]{2}|[0-9]{4})", _school_year),
        ("-([0-9]{2})", _month),
        ("-[QT]([1-4])", _quarter),
        ("-W([0-9]{2})", _week),
        ("-([0-9]{2})-([0-9]{2})", _day),
    )
)
"""How periods may be written, and where each then lies."""
