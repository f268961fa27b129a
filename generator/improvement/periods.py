"""Periods as points in time: years, school years, quarters, months, weeks or days, when all are written alike.

Not for dates of records, and not for guessing: periods in words have an order, but no distance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

__all__ = ["SHAPES", "places_in_time"]


def places_in_time(periods: Sequence[str]) -> list[int] | None:
    """Where each period lies, in whole units of its kind (years, months, days...); None where they are not alike.

    `2019-20` is a school year and `2019-10` a month: which of the two is meant shows in all periods together, and
    where it does not, school years are taken.
    """
    for kind, shape in SHAPES.items():
        place = _PLACES[kind]
        found = [re.fullmatch(shape, period) for period in periods]
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


SHAPES: dict[str, str] = {
    "year": "([0-9]{4})",
    "school year": "([0-9]{4})[-/]([0-9]{2}|[0-9]{4})",
    "month": "([0-9]{4})-([0-9]{2})",
    "quarter": "([0-9]{4})-[QT]([1-4])",
    "week": "([0-9]{4})-W([0-9]{2})",
    "day": "([0-9]{4})-([0-9]{2})-([0-9]{2})",
}
"""How periods may be written, in the order in which the kinds are tried; Python and JavaScript read these alike."""

_PLACES: dict[str, Callable[..., int]] = {
    "year": int,
    "school year": _school_year,
    "month": _month,
    "quarter": _quarter,
    "week": _week,
    "day": _day,
}
"""Where a period of each kind lies."""
