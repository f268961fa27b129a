"""A measure over time: rows of text made into points, and what stands in a cell that is no number.

A hidden, coded or missing value is a gap with its reason, never a zero. Bad cells come back as faults that
name their row and column. Not for reading files, and not for judging what the points show (`runchart`,
`small_cells`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.improvement.periods import places_in_time

__all__ = [
    "BANDED_GAP", "COLUMNS", "PURPOSES", "REQUIRED_COLUMNS", "SMALL_GROUP", "Fault", "Gap", "Number", "Point", "Series",
    "dates_of_a_spreadsheet", "parse_cell", "read_series", "reading_rules",
]  # fmt: skip

REQUIRED_COLUMNS = ("period", "value")
PURPOSES = {
    "period": "When: a year, school year, month or date, the oldest first; each stands once for each group.",
    "value": "The number alone, such as 83.3. Where there is none: nothing, or the source's mark, such as * or NS.",
    "denominator": "How many people or things the value is out of.",
    "group": "Whom the row is about; nothing when it is about everybody.",
    "note": "What a reader must know of the row, such as why a number is missing.",
}
"""Columns of a series file in their usual order, and what each is for."""
COLUMNS = tuple(PURPOSES)


@dataclass(frozen=True, slots=True)
class Number:
    """A cell with a number."""

    value: float
    decimals: int = 0
    """Digits after the point, which say how far the number is rounded."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell without a number, and why there is none."""

    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a table, as a value: where, what, and what to do."""

    row: int | None
    """Index of the row, from 0; None for the table as a whole or for a cell by itself."""
    column: str | None
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series: a value, or a gap and its reason."""

    period: str
    value: float | None
    denominator: float | None = None
    group: str = ""
    note: str = ""
    gap_reason: str | None = None
    size_gap: str | None = None
    """What stands in place of a denominator and why, if anything does."""
    decimals: int = 0
    """Digits after the point in the value as it was written."""
    row: int = 0
    """Index of the row it came from, from 0."""


@dataclass(frozen=True, slots=True)
class Series:
    """Points in the order of their rows, perhaps of several groups."""

    points: tuple[Point, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups in order of appearance; the empty name stands for everybody."""
        return tuple(dict.fromkeys(point.group for point in self.points))

    def of_group(self, group: str) -> Series:
        """The points of one group only."""
        return Series(tuple(point for point in self.points if point.group == group))

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods in order of appearance, each once."""
        return tuple(dict.fromkeys(point.period for point in self.points))

    @property
    def values(self) -> tuple[float | None, ...]:
        """Values in order, None where there is a gap; meant for a series of one group."""
        return tuple(point.value for point in self.points)

    def span(self, first: str, last: str) -> slice | None:
        """Rows from one period to another, both included; None when one of them is not in the series."""
        periods = self.periods
        if first not in periods or last not in periods:
            return None
        return slice(periods.index(first), periods.index(last) + 1)


_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.([0-9]{1,12}))?|\.([0-9]{1,12}))")
_CODED = re.compile(r"-9{3,6}(?:\.0+)?")
_BANDED = re.compile(r"(?:n\s*)?(?:<=?|>=?|≤|≥)\s*[0-9]{1,6}(?:\.[0-9]+)?\s*%?", re.IGNORECASE)

SMALL_GROUP = "hidden to protect a small group"
"""Why a number is missing where a source hides groups of few people."""
_MARKS = {
    "": "not reported",
    "*": SMALL_GROUP,
    "**": SMALL_GROUP,
    "suppressed": SMALL_GROUP,
    "‡": "hidden: reporting standards not met",
    "redacted": "hidden by the source",
    "ns": "not shown by the source",
    "n/a": "not available",
    "na": "not available",
    "not available": "not available",
    "†": "not applicable",
    "not reported": "not reported",
    "missing": "not reported",
    "-": "not reported",
    "–": "not reported",
    "—": "not reported",
}
"""What sources write where there is no number, in small letters, and what it means."""

_CODED_GAP = "coded {cell} by the source: no value"
BANDED_GAP = "given only as {cell}"
"""Why a number is missing where a source gives a bound for it: `<6`, `n<30`, `>=95%`."""
_NOT_READABLE = "not readable"
_MARKS_HINT = "where there is no number, leave the cell empty or write *, NS, N/A, redacted or <11"
_SERIAL = re.compile(r"[345][0-9]{4}")
"""Days since 1900, as spreadsheets keep the dates of 1982 to 2064 and show them where a cell lost its format."""
_SHOWN_DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}|[0-9]{4})|[A-Z][a-z]{2}-[0-9]{2}|[0-9]{1,2}-[A-Z][a-z]{2}")
_HINTS = tuple(
    (re.compile(shape), hint)
    for shape, hint in (
        (r"[^%]*[0-9]\s*%", "write the number only; the unit stands with the measure"),
        (r"[+-]?[0-9]{1,3}(?:[, '\u00a0\u202f][0-9]{3})+(?:\.[0-9]+)?", "write it plainly, such as 1234"),
        (r"[+-]?[0-9]*,[0-9]+", "write a point before the decimals, such as 12.5"),
        (r"[+-]?[0-9.]+[eE][+-]?[0-9]+", "write the number out, without an exponent"),
        (r"\u2212\s*[0-9.]+", "use the hyphen of the keyboard as minus sign"),
        (r"#.*[!?/].*", "a formula failed in the spreadsheet; mend it or leave the cell empty"),
        (r".*[0-9].*", "write the number only; words belong in the column 'note'"),
    )
)
"""Advice for cells that nearly are numbers; the first that fits is given."""

_FAULTS = {
    "cell": ("'{cell}' is neither a number nor a known mark for a missing value", _MARKS_HINT),
    "no_period": ("the period is empty", "write a year, school year, month or date"),
    "serial": (
        "the period '{period}' is a date as a spreadsheet counts days",
        "write year-month-day there and in rows like it, such as 2026-09-30; make it a column of text first",
    ),
    "not_whole": ("'{cell}' is not a whole number", "it is the number of people or things that the value is out of"),
    "out_of_none": ("a value out of 0 people or things", "leave the value empty"),
    "twice": ("{period} stands twice", "keep one of the two; the other is data row {other}"),
    "reversed": ("the periods{of_group} run from the newest to the oldest", "turn the rows round, the oldest first"),
    "back": ("{period} comes after '{before}'", "put the rows in order of time, the oldest first"),
}
"""What can be wrong with a row: message and hint."""


def reading_rules() -> dict[str, object]:
    """How cells are read and what is said of them, as data: for the page that reads them in the browser.

    The shapes are regular expressions that Python and JavaScript read alike; each must fit a whole cell, in large or
    small letters.
    """
    return {
        "number": _NUMBER.pattern,
        "coded": _CODED.pattern,
        "banded": _BANDED.pattern,
        "serial": _SERIAL.pattern,
        "marks": _MARKS,
        "hints": [[shape.pattern, hint] for shape, hint in _HINTS],
        "coded_gap": _CODED_GAP,
        "banded_gap": BANDED_GAP,
        "not_readable": _NOT_READABLE,
        "faults": _FAULTS,
    }


def _fault(row: int | None, column: str | None, name: str, **words: object) -> Fault:
    message, hint = _FAULTS[name]
    return Fault(row, column, message.format(**words), hint.format(**words))


def parse_cell(text: str) -> Number | Gap | Fault:
    """The number in a cell, the gap that a mark stands for, or a fault (without a row) when it is neither.

    A number is plain digits with an optional sign and decimal point: no separators between thousands, no
    percent sign, no exponent, no words. Marks that sources use (`*`, `NS`, `N/A`, `redacted`, `-9999`, `<11`,
    `n<30`, empty) are gaps. Anything else is a fault rather than a guess.
    """
    cell = text.strip()
    if _CODED.fullmatch(cell):
        return Gap(_CODED_GAP.format(cell=cell))
    if number := _NUMBER.fullmatch(cell):
        return Number(float(cell), len(number[1] or number[2] or ""))
    if cell.casefold() in _MARKS:
        return Gap(_MARKS[cell.casefold()])
    if _BANDED.fullmatch(cell):
        return Gap(BANDED_GAP.format(cell=cell))
    fault = _fault(None, None, "cell", cell=_shortened(cell))
    hint = next((hint for shape, hint in _HINTS if shape.fullmatch(cell)), fault.hint)
    return replace(fault, hint=hint)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


def read_series(rows: Sequence[Mapping[str, str]]) -> tuple[Series, list[Fault]]:
    """Points of rows with the columns of a series file, and everything that is wrong in them.

    A bad cell gives a fault and leaves a gap, so that one reading finds all faults. Within a group each
    period stands once, in order of time wherever all are written alike (2019, 2019-20, 2019-09, 2019-09-30,
    2019-W36).
    """
    if not rows:
        return Series(), [Fault(None, None, "the series has no rows", "add a row below the heading")]
    faults: list[Fault] = []
    series = Series(tuple(_point(index, row, faults) for index, row in enumerate(rows)))
    if serial := next((point for point in series.points if _SERIAL.fullmatch(point.period)), None):
        faults.append(_fault(serial.row, "period", "serial", period=serial.period))
    groups: dict[str, list[Point]] = {}
    for point in series.points:
        groups.setdefault(point.group, []).append(point)
    for points in groups.values():
        faults.extend(_order_faults(points))
    return series, sorted(faults, key=lambda fault: (fault.row or 0, COLUMNS.index(fault.column or "period")))


def dates_of_a_spreadsheet(series: Series) -> Iterator[Fault]:
    """A fault where dates are as a spreadsheet shows them: `9/30/2026`, and `Nov-10`, which may have been 2010-11.

    Nobody could tell their order, nor a month from the school year that was typed. A chart of one's own may have them.
    """
    if shown := next((point for point in series.points if _SHOWN_DATE.fullmatch(point.period)), None):
        message = f"the period '{shown.period}' is a date as a spreadsheet shows it"
        hint = "write 2026-09-30 for a day, 2026-09 for a month or 2026-27 for a school year there and in rows like it"
        yield Fault(shown.row, "period", message, f"{hint}; make it a column of text first")


def _point(index: int, row: Mapping[str, str], faults: list[Fault]) -> Point:
    """One row as a point; what is wrong with it goes to `faults`."""
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    value, denominator = parse_cell(cells["value"]), parse_cell(cells["denominator"])
    faults.extend(_cell_faults(index, cells, value, denominator))
    return Point(
        period=cells["period"],
        value=value.value if isinstance(value, Number) else None,
        denominator=denominator.value if isinstance(denominator, Number) else None,
        group=cells["group"],
        note=cells["note"],
        gap_reason=_gap_reason(value),
        size_gap=_gap_reason(denominator) if cells["denominator"] else None,
        decimals=value.decimals if isinstance(value, Number) else 0,
        row=index,
    )


def _gap_reason(value: Number | Gap | Fault) -> str | None:
    if isinstance(value, Gap):
        return value.reason
    return _NOT_READABLE if isinstance(value, Fault) else None


def _cell_faults(
    index: int, cells: Mapping[str, str], value: Number | Gap | Fault, denominator: Number | Gap | Fault
) -> Iterator[Fault]:
    if not cells["period"]:
        yield _fault(index, "period", "no_period")
    if isinstance(value, Fault):
        yield replace(value, row=index, column="value")
    if isinstance(denominator, Fault):
        yield replace(denominator, row=index, column="denominator")
    if not isinstance(denominator, Number):
        return
    if denominator.value < 0 or denominator.value % 1:
        yield _fault(index, "denominator", "not_whole", cell=cells["denominator"])
    elif not denominator.value and isinstance(value, Number):
        yield _fault(index, "value", "out_of_none")


def _order_faults(points: Sequence[Point]) -> Iterator[Fault]:
    """Periods of one group that stand twice or go back in time."""
    places = places_in_time([point.period for point in points])
    of_group = f" of group '{_shortened(points[0].group)}'" if points[0].group else ""
    if places and len(places) > 2 and all(later < earlier for earlier, later in pairwise(places)):
        yield _fault(points[0].row, "period", "reversed", of_group=of_group)
        return
    first_row: dict[str, int] = {}
    latest = 0
    for order, point in enumerate(points):
        name = f"period '{_shortened(point.period)}'{of_group}"
        if point.period and point.period in first_row:
            yield _fault(point.row, "period", "twice", period=name, other=first_row[point.period] + 1)
        elif places and places[order] < places[latest]:
            yield _fault(point.row, "period", "back", period=name, before=points[latest].period)
        first_row.setdefault(point.period, point.row)
        if places and places[order] > places[latest]:
            latest = order
