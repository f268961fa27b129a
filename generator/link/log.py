"""The log of tests as a whole: rows that contradict each other. Each row by itself was checked before."""

from __future__ import annotations

from generator.diagnostics import Report
from generator.improvement.tests_of_change import disorder
from generator.model.records import Records

__all__ = ["check_log"]


def check_log(records: Records, report: Report) -> None:
    """Report days in the wrong order and cycle numbers with holes, if all rows could be read."""
    if not records.are_all_sound("test"):
        return
    for fault in disorder([placed.record for placed in records.tests]):
        place = records.tests[fault.row or 0].place.locate((fault.column,) if fault.column else ())
        report.add("K211", fault.message, place, fault.hint)
