"""A run chart of any series file: for `changepack runchart`. Rules and drawing are done elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Report
from generator.improvement.runchart import RunChart, analyse
from generator.improvement.series import Series
from generator.load import SERIES_COLUMNS, read_csv
from generator.model.source import Sources
from generator.render.pictures.charts import chart_of
from generator.render.pictures.picture import ChartFrame
from generator.validate import validate

__all__ = ["JudgedSeries", "judge_file"]


@dataclass(frozen=True, slots=True)
class JudgedSeries:
    """A series and what the rules find in it."""

    name: str
    series: Series
    chart: RunChart

    @property
    def svg(self) -> str:
        """The picture as an SVG file of its own."""
        return chart_of(self.series, self.chart, ChartFrame(id="chart", title=self.name)).file


def judge_file(file: Path, centre: float | None, report: Report) -> JudgedSeries | None:
    """Judge a CSV file with the columns period,value[,denominator]; None after its faults were reported."""
    name = str(file)
    table = read_csv(file.read_bytes(), name, SERIES_COLUMNS, report)
    if table is None:
        return None
    series = validate(Sources(series={name: table}), report).series[name]
    if report.has_errors:
        return None
    return JudgedSeries(file.stem, series, analyse(series.values, centre))
