"""A measure over time on a page: its chart, what the rules say, and every value in a table.

Judging is done by `improvement.runchart`, drawing by `pictures.charts`; here the two meet the words of a record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.improvement.runchart import analyse
from generator.improvement.series import Point, Series
from generator.model.case_study import CaseStudy, Outcome
from generator.model.lookup import TestOfChange
from generator.render.pictures.charts import chart_of, line_chart
from generator.render.pictures.picture import ChartFrame
from generator.render.view import LibraryView
from generator.render.words import sentence_case, thousands

__all__ = ["Figure", "ValueRow", "case_figures", "test_figure"]

_MOST_LINES = 4
"""More lines than this cannot be told apart on one chart; the table has all."""


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A row of the table under a chart, every cell as text."""

    period: str
    group: str
    value: str
    denominator: str
    note: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its caption, its findings and its values."""

    id: str
    title: str
    better: str
    chart: Markup
    findings: tuple[str, ...]
    rows: tuple[ValueRow, ...]
    unit: str
    has_groups: bool
    has_denominators: bool
    has_notes: bool


def case_figures(view: LibraryView, case_id: str, case: CaseStudy) -> list[tuple[Outcome, Figure | None]]:
    """Each outcome of a case with its figure; None where its series is missing."""
    figures = []
    for at, outcome in enumerate(case.outcomes, 1):
        series = view.catalog.case_series(case_id, outcome.series)
        compare = view.catalog.case_series(case_id, outcome.compare) if outcome.compare else None
        figures.append((outcome, _case_figure(view, f"s-figure-{at}", outcome, series, compare) if series else None))
    return figures


def _case_figure(view: LibraryView, anchor: str, outcome: Outcome, series: Series, compare: Series | None) -> Figure:
    measure = view.catalog.measures.get(outcome.measure)
    unit = outcome.unit or (measure.unit if measure else "")
    good = outcome.good or (measure.good if measure else None)
    title = measure.title if measure else outcome.measure
    frame = ChartFrame(
        id=anchor,
        title=title,
        unit=unit,
        change=(outcome.change.at, outcome.change.what) if outcome.change else None,
        baseline=(outcome.baseline.from_, outcome.baseline.to) if outcome.baseline else None,
    )
    beside = [(outcome.compare_label or "For comparison", compare)] if compare else []
    named = title + (f": {outcome.group}" if outcome.group else "")
    return _figure(frame, named, series, beside, good)


def test_figure(view: LibraryView, anchor: str, test: TestOfChange) -> Figure | None:
    """The figure of a test of change; None when it has no series."""
    series = view.catalog.test_series(test.series) if test.series else None
    measure = view.catalog.measures.get(test.measure) if test.measure else None
    if series is None:
        return None
    title = measure.title if measure else "What they watched"
    frame = ChartFrame(id=anchor, title=title, unit=measure.unit if measure else "")
    return _figure(frame, f"{title}, {view.place_name(test.place)}", series, [], measure.good if measure else None)


def _figure(
    frame: ChartFrame, title: str, series: Series, beside: Sequence[tuple[str, Series]], good: str | None
) -> Figure:
    """Several groups are drawn as lines; one group is judged against its centre line first."""
    groups = series.groups
    findings: tuple[str, ...] = ()
    if len(groups) > 1 or any(len(other.groups) > 1 for _, other in beside):
        lines = [(group or "All", series.of_group(group)) for group in groups]
        lines += [
            (name if group == "" else f"{name}: {group}", other.of_group(group))
            for name, other in beside
            for group in other.groups
        ]
        picture = line_chart(lines[:_MOST_LINES], frame)
    else:
        span = series.span(*frame.baseline) if frame.baseline else None
        judged = analyse(series.values, baseline=span)
        picture, findings = chart_of(series, judged, frame, list(beside)), judged.why
    points = [("", point) for point in series.points] + [
        (name, point) for name, other in beside for point in other.points
    ]
    return Figure(
        id=frame.id,
        title=title,
        better={"up": "Higher is better.", "down": "Lower is better."}.get(good or "", ""),
        chart=picture.html,
        findings=findings,
        rows=tuple(_row(name, point) for name, point in points),
        unit=frame.unit,
        has_groups=bool(beside) or len(groups) > 1 or groups != ("",),
        has_denominators=any(point.denominator is not None for _, point in points),
        has_notes=any(point.note or point.gap_reason for _, point in points),
    )


def _row(name: str, point: Point) -> ValueRow:
    value = "" if point.value is None else f"{point.value:,.{point.decimals}f}"
    note = ". ".join(sentence_case(part) for part in (point.gap_reason, point.note) if part)
    group = ", ".join(part for part in (name, point.group) if part) or "All"
    denominator = "" if point.denominator is None else thousands(point.denominator)
    return ValueRow(point.period, group, value or "none", denominator, note)
