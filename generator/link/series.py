"""Series and the records that use them.

Files that must be there and periods that must stand in them; groups too small to show are found by `small_groups`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Location, Report
from generator.improvement.periods import places_in_time
from generator.improvement.series import Series, read_series
from generator.improvement.small_cells import small_cells
from generator.link.small_groups import SmallGroups, Use
from generator.model.case_study import Baseline, CaseStudy, Outcome
from generator.model.records import Placed, Records
from generator.model.source import PathKey
from generator.project import case_series, log_series

__all__ = ["check_places", "check_series"]

_MOST_SHOWN = 30_000
"""Rows of a series, times the places where it is shown; each row is drawn, and stands in a table, at each of them."""


def check_series(records: Records, report: Report) -> None:
    """Report series that are missing, unused, misnamed in a period, or that would show a group under 11 people."""
    uses = list(_uses(records, report))
    _check_amount(uses, records, report)
    uses += _uses_in_faulty_cases(records)
    used = {use.path for use in uses}
    excused = _folders_of_unread_uses(records, used)
    for path in records.series:
        if path not in used and _folder(path) not in excused:  # else whatever is wrong there has been said
            hint = "name it in the case or in the log of tests, or delete the file"
            report.add("K210", "nobody uses this series", Location(path), hint)
            uses.append(Use(path))
    few = SmallGroups(records, report)
    few.check(uses)
    few.check_conflicts(records.also_faulty(CaseStudy))


def _check_amount(uses: list[Use], records: Records, report: Report) -> None:
    """Report long series that are shown again and again: a page of them would be too large for anybody's machine."""
    for path, times in Counter(use.path for use in uses).items():
        rows = len(records.series[path].points) if path in records.series else 0
        if times > 1 and times * rows > _MOST_SHOWN:
            message = f"this series of {rows:,} rows would be shown {times:,} times"
            hint = f"name it in fewer places, or take rows out: rows times places may be {_MOST_SHOWN:,}"
            report.add("K214", message, Location(path), hint)


def check_places(records: Records, report: Report) -> None:
    """Report places with fewer than 11 students, and shares that stand for so few of them."""
    table = records.sources.places
    for row in table.rows if table else ():
        given = row.cells
        for share in ("pct_meals", "pct_english_learners"):
            cells = {"period": "-", "value": given.get(share, ""), "denominator": given.get("enrollment", "")}
            for fault in small_cells(read_series([cells])[0]):
                column = "enrollment" if fault.column == "denominator" else share
                report.add("K208", fault.message, table.locate(row, column) if table else None, fault.hint)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _folders_of_unread_uses(records: Records, used: set[str]) -> set[str]:
    """Folders in which a series may well be used: by a record that could not be read, or under a misspelt name."""
    folders = {_folder(path) for path in used if path not in records.sources.series}
    folders |= {_folder(case_series(case_id, "")) for case_id in records.sources.unreadable.get("case", ())}
    if not records.are_all_sound("test"):
        folders.add(_folder(log_series("")))
    return folders


def _uses_in_faulty_cases(records: Records) -> Iterator[Use]:
    """The same in cases in which something is wrong, as far as it can be made out."""
    for faulty in records.faulty:
        outcomes = faulty.value.get("outcomes") if faulty.kind == "case" and isinstance(faulty.value, dict) else None
        for outcome in outcomes if isinstance(outcomes, list) else ():
            if isinstance(outcome, dict):
                for name in (outcome.get("series"), outcome.get("compare")):
                    unit = outcome.get("unit")
                    path = f"{_folder(faulty.place.file)}/{name}.csv"
                    yield Use(path, str(outcome.get("measure")), unit if isinstance(unit, str) else None)


def _uses(records: Records, report: Report) -> Iterator[Use]:
    """Every use; a use of a series that is not there is reported."""
    for case_id, placed in records.also_faulty(CaseStudy).items():
        for index, outcome in enumerate(placed.record.outcomes):
            for field, name in (("series", outcome.series), ("compare", outcome.compare)):
                if name:
                    path = case_series(case_id, name)
                    _check_there(path, placed, ("outcomes", index, field), records, report)
                    yield Use(path, outcome.measure, outcome.unit, outcome if field == "series" else None)
            series = records.series.get(case_series(case_id, outcome.series))
            if series and series.periods:
                _check_periods(series, outcome, ("outcomes", index), placed, report)
    for row in records.tests:
        test = row.record
        if test.series:
            path = log_series(test.series)
            _check_there(path, row, ("series",), records, report)
            yield Use(path, test.measure)


def _check_there(path: str, placed: Placed[Any], steps: tuple[PathKey, ...], records: Records, report: Report) -> None:
    if path not in records.sources.series and path not in records.sources.unreadable.get("series", ()):
        folder = _folder(path) + "/"
        others = (other.removeprefix(folder) for other in records.sources.series if other.startswith(folder))
        hint = report.suggest(path.removeprefix(folder), others) or "put the table there, or take the field out"
        report.add("K207", f"there is no file {path}", placed.place.locate(steps), hint)


def _check_periods(
    series: Series, outcome: Outcome, path: tuple[PathKey, ...], placed: Placed[Any], report: Report
) -> None:
    named: list[tuple[str, tuple[PathKey, ...]]] = [
        (conflict.period, ("conflicts", at, "period")) for at, conflict in enumerate(outcome.conflicts)
    ]
    if outcome.change:
        named.append((outcome.change.at, ("change", "at")))
    if outcome.baseline:
        named += [(outcome.baseline.from_, ("baseline", "from")), (outcome.baseline.to, ("baseline", "to"))]
        _check_baseline(series, outcome.baseline, (*path, "baseline"), placed, report)
    periods = dict.fromkeys(series.periods)
    for period, steps in named:
        if period not in periods:
            first, last = series.periods[0], series.periods[-1]
            alike = [other for other in periods if _digits(other) == _digits(period)]  # another year is no slip
            hint = report.suggest(period, alike) or f"its periods run from '{first}' to '{last}'"
            message = f"the series '{outcome.series}' has no period '{period}'"
            report.add("K209", message, placed.place.locate((*path, *steps)), hint)


def _digits(period: str) -> str:
    return "".join(filter(str.isdigit, period))


def _check_baseline(
    series: Series, baseline: Baseline, path: tuple[PathKey, ...], placed: Placed[Any], report: Report
) -> None:
    span, places = series.span(baseline.from_, baseline.to), places_in_time([baseline.from_, baseline.to])
    if span and (places[1] < places[0] if places else span.stop <= span.start):
        message = f"the baseline begins with '{baseline.from_}' and ends before that, with '{baseline.to}'"
        report.add("K213", message, placed.place.locate((*path, "from")), "write the earlier period under 'from'")
