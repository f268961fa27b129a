"""A run chart of any series file: for `changepack runchart`. Rules and drawing are done elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Location, Report
from generator.improvement.runchart import analyse, runchart_text
from generator.improvement.series import COLUMNS, REQUIRED_COLUMNS, read_series
from generator.load import Columns, read_csv

__all__ = ["Chart", "read_chart"]


@dataclass(frozen=True, slots=True)
class Chart:
    """What the command prints: findings as text and as data, and the picture."""

    text: str
    data: dict[str, object]
    svg: str


def read_chart(file: Path, centre: float | None, report: Report) -> Chart | None:
    """The chart of a CSV file with the columns period,value[,denominator]; None after its faults were reported."""
    table = read_csv(file.read_bytes(), str(file), Columns(REQUIRED_COLUMNS, COLUMNS[len(REQUIRED_COLUMNS) :]), report)
    if table is None:
        return None
    series, faults = read_series([row.cells for row in table.rows])
    for fault in faults:
        place = Location(table.path)
        if fault.row is not None:
            place = table.locate(table.rows[fault.row], fault.column)
        report.add("V120" if fault.column == "value" else "V122", fault.message, place, fault.hint)
    if report.has_errors:
        return None
    chart = analyse(series.values, centre)
    return Chart(runchart_text(chart), chart.to_json(), "")
