"""Groups too small to show, wherever figures on people stand: a series, the series of one case together, a conflict.

What is too few and what arithmetic gives back is decided by `improvement.small_cells`; here it is put together which
figures belong together, what they count and how many people the measure asks for; and told where figures in percent can
be none. Not for whether a series is used at all (`series`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Location, Report
from generator.improvement.headcounts import ValueKind, unlike_percent, value_kind
from generator.improvement.series import Fault, Point, Series, read_series
from generator.improvement.small_cells import SMALLEST_GROUP, by_period, is_everybody, small_cells
from generator.model.case_study import CaseStudy, Outcome
from generator.model.measure import Measure
from generator.model.records import Placed, Records
from generator.project import case_series

__all__ = ["SmallGroups", "Use"]

_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
"""A number in a value that may be given in words, such as `about 8.3%`."""
_MOST_BESIDE = 40
"""Rows of a period that another value for one of them is judged with; a file can name thousands of such values."""


@dataclass(frozen=True, slots=True)
class Use:
    """A series as a record uses it."""

    path: str
    measure: str | None = None
    unit: str | None = None
    """What the record says of its values; what the measure says when left out."""
    outcome: Outcome | None = None
    """Of which it is the series, not one to compare with."""


class SmallGroups:
    """The check, with what it needs of all records."""

    def __init__(self, records: Records, report: Report) -> None:
        self._series, self._tables, self._report = records.series, records.sources.series, report
        self._measures = records.also_faulty(Measure)
        self._unread = records.sources.unreadable.get("measure", frozenset())
        self._told: set[tuple[str, str, int | None]] = set()
        self._together: dict[str, tuple[Point, ...]] = {}
        """Path of a series -> the points of all series of the case that are judged with it."""
        self._periods: dict[tuple[str, bool], dict[str, list[Point]]] = {}

    def _rule(self, measure_id: str | None, unit: str | None) -> tuple[ValueKind, int] | None:
        """What the values are, and the fewest people that may be shown; None when no people are counted."""
        placed = self._measures.get(measure_id or "")
        if measure_id in self._unread:
            return None  # nobody knows whether it counts people
        if placed is None:
            return value_kind(unit or "percent"), SMALLEST_GROUP
        measure = placed.record
        if not measure.counts_people:
            return None
        return value_kind(unit or measure.unit or "percent"), measure.minimum_n or SMALLEST_GROUP

    def check(self, uses: Iterable[Use]) -> None:
        """Report what each series shows by itself, and what those of one case show together."""
        together: dict[tuple[object, ...], dict[str, Use]] = defaultdict(dict)
        seen: set[tuple[str, str | None, str | None]] = set()
        for use in uses:
            if use.path not in self._series:
                continue
            looked_at = use.path, use.measure, use.unit
            if looked_at not in seen:
                seen.add(looked_at)
                points = self._series[use.path].points
                self._report_small(points, [(use.path, point.row) for point in points], use)
                self._check_percent(use)
            if outcome := use.outcome:
                values = self._rule(use.measure, use.unit)  # not the unit, which one of them may leave out
                of_one_kind = use.path.rpartition("/")[0], use.measure, values, outcome.definition
                together[of_one_kind][use.path] = use
        for some in together.values():
            if len(some) > 1:
                self._check_together(some)

    def _check_percent(self, use: Use) -> None:
        """Report values of a measure in percent that are no percentages."""
        rule = self._rule(use.measure, use.unit)
        if use.measure and rule and rule[0] == "percent" and (fault := unlike_percent(self._series[use.path].points)):
            self._tell("K212", fault, use.path, fault.row)

    def _check_together(self, uses: Mapping[str, Use]) -> None:
        """An outcome without a group is about everybody; the others may be parts of it."""
        points: dict[tuple[str, str], Point] = {}
        rows: list[tuple[str, int]] = []
        for path, use in uses.items():
            group = (use.outcome and use.outcome.group) or ""
            for point in self._series[path].points:
                if group and not is_everybody(point.group):
                    continue  # a part of a part
                named = group or ("" if is_everybody(point.group) else point.group)
                if (point.period, named) not in points:
                    points[point.period, named] = replace(point, group=named, row=len(rows))
                    rows.append((path, point.row))
        self._together |= dict.fromkeys(uses, tuple(points.values()))
        self._report_small(tuple(points.values()), rows, next(iter(uses.values())))

    def _report_small(self, points: tuple[Point, ...], rows: list[tuple[str, int]], use: Use) -> None:
        """Faults of points, each told once; `rows` gives the file and row of each point."""
        rule = self._rule(use.measure, use.unit)
        for fault in small_cells(Series(points), *rule) if rule else ():
            path, row = rows[fault.row] if fault.row is not None else (use.path, None)
            self._tell("K208", fault, path, row)

    def _tell(self, code: str, fault: Fault, path: str, row: int | None) -> None:
        """Report a fault in a row of a series, or in all of it, once."""
        if (code, path, row) not in self._told:
            self._told.add((code, path, row))
            table = self._tables[path]
            place = Location(path) if row is None else table.locate(table.rows[row], fault.column)
            self._report.add(code, fault.message, place, fault.hint)

    def check_conflicts(self, cases: Mapping[str, Placed[CaseStudy]]) -> None:
        """Report other values that a case gives for a figure, where they show few people, or rows beside them do."""
        for case_id, placed in cases.items():
            for number, outcome in enumerate(placed.record.outcomes):
                if (rule := self._rule(outcome.measure, outcome.unit)) is None:
                    continue
                path = case_series(case_id, outcome.series)
                for at, conflict in enumerate(outcome.conflicts):
                    figures = _FIGURE.findall(conflict.value.replace(",", ""))
                    given = {"period": conflict.period, "value": figures[0] if len(figures) == 1 else ""}
                    point = read_series([given])[0].points[0]
                    if fault := next(self._given_by(point, path, outcome.group or "", *rule), None):
                        place = placed.place.locate(("outcomes", number, "conflicts", at, "value"))
                        self._report.add("K208", fault.message, place, fault.hint)

    def _given_by(self, other: Point, path: str, group: str, values: ValueKind, smallest: int) -> Iterator[Fault]:
        """What another value gives away: by itself, and in place of the one in its series."""
        yield from small_cells(Series((other,)), values, smallest)
        for together in (False, True):
            points = self._beside(path, other.period, group, together=together)
            changed = Series(tuple(_in_place(other, points, group)))
            if faults := small_cells(changed, values, smallest):
                told = {fault.message for fault in small_cells(Series(tuple(points)), values, smallest)}
                yield from (fault for fault in faults if fault.message not in told)

    def _beside(self, path: str, period: str, group: str, *, together: bool) -> list[Point]:
        """The rows of a period, in one series or in all that are judged with it; of very many some, and the group."""
        if (path, together) not in self._periods:
            there = self._together.get(path, ()) if together else self._series.get(path, Series()).points
            found: dict[str, list[Point]] = {}
            for points in by_period(there):
                points.sort(key=lambda point: not is_everybody(point.group))
                found |= {point.period: points for point in points}
            self._periods[path, together] = found
        rows = self._periods[path, together].get(period, [])
        return rows[:_MOST_BESIDE] + [row for row in rows[_MOST_BESIDE:] if group and row.group == group]


def _in_place(other: Point, points: Sequence[Point], group: str) -> Iterator[Point]:
    """The points with another value for one of them: that of its group, or of everybody, or the first."""
    there = [point for point in points if point.period == other.period]
    of_group = [point for point in there if point.group == group]
    everybody = [point for point in there if is_everybody(point.group)]
    meant = next(iter(of_group or everybody or there), None)
    for point in points:
        if point is meant:
            yield replace(point, value=other.value, decimals=other.decimals, gap_reason=None)
        else:
            yield point
