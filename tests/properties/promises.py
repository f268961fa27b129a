"""What holds for any input at all, written once: property tests and the fuzzer by hand both ask for it.

Each promise takes bytes or text and fails on the first thing that no contributor should ever meet: an exception, a
message without a place in the file, a code nobody declared, a value that is silently another one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import yaml

from generator.diagnostics import CODES, Location, Report
from generator.improvement.runchart import analyse, runchart_text
from generator.improvement.series import COLUMNS, REQUIRED_COLUMNS, Series, read_series
from generator.improvement.small_cells import small_cells
from generator.link import link
from generator.load import Columns, read_csv, read_page, read_yaml
from generator.load.characters import FORBIDDEN
from generator.load.sources import SERIES_COLUMNS
from generator.model.catalog import Catalog
from generator.model.lookup import Place, TestOfChange
from generator.model.record import Record
from generator.model.source import Document, Sources, Table
from generator.model.types import RESERVED_IDS
from generator.rate import rate
from generator.text import Prose, Url, page_html
from generator.text.addresses import address_fault
from generator.text.prose import MAX_GROWTH, MAX_PROSE
from generator.validate import validate
from tests.unit.text.walls import PAGE_ELEMENTS, check_walls

__all__ = ["PROMISES", "columns_of", "csv", "page", "places", "prose", "record", "run_chart", "series", "url", "yml"]

_MOST_MESSAGES = 200


def columns_of(model: type[Record]) -> Columns:
    """The columns of a table of records."""
    fields = {info.alias or name: info.is_required() for name, info in model.model_fields.items()}
    return Columns(
        tuple(name for name, needed in fields.items() if needed),
        tuple(name for name, needed in fields.items() if not needed),
    )


def _placed(report: Report, path: str, data: bytes, *, cells: bool = False) -> None:
    """Every message has a declared code, stands in this file, on a line (and within the line) that it has."""
    lines = data.decode("utf-8", "replace").split("\n")
    assert len(report) <= _MOST_MESSAGES
    for fault in report:
        assert fault.code in CODES
        assert fault.message.strip()
        assert isinstance(fault.location, Location)
        place = fault.location
        assert place.file == path
        assert 1 <= place.line <= len(lines), place
        assert place.column >= 1
        if not cells:
            assert place.column <= len(lines[place.line - 1]) + 1, place
    for style in ("text", "github", "json", "sarif"):
        report.format(style).encode()


def _as_others_read(data: bytes) -> Any:
    return yaml.load(data.decode("utf-8-sig"), Loader=yaml.CSafeLoader)


def yml(data: bytes) -> Document | None:
    """A file of YAML gives a document, or a place; without a message it means what PyYAML takes it for."""
    report = Report()
    document = read_yaml(data, "x.yml", report)
    _placed(report, "x.yml", data)
    assert (document is not None) or report.has_errors
    if document is not None and not len(report):
        assert not FORBIDDEN.search(str(document.value))
        json.dumps(document.value, allow_nan=False).encode()
        assert _as_others_read(data) == document.value
    return document


def record(kind: str, data: bytes) -> Catalog | None:
    """A record of a kind goes through checking, linking and rating; whatever is wrong in it gets a place in it."""
    report = Report()
    path = f"{kind}.yml"
    document = read_yaml(data, path, report)
    if document is None:
        _placed(report, path, data)
        return None
    sources = Sources(documents={kind: [("a-record", document)]})
    catalog = link(validate(sources, report), report)
    rate(catalog)
    _placed(report, path, data)
    return catalog


def csv(data: bytes) -> Table | None:
    """A table gives rows of as many cells as it has columns, or a place."""
    report = Report()
    table = read_csv(data, "x.csv", SERIES_COLUMNS, report)
    _placed(report, "x.csv", data, cells=True)
    assert (table is None) == report.has_errors
    if table is not None:
        assert {*REQUIRED_COLUMNS} <= {*table.columns} <= {*COLUMNS}
        assert all(tuple(row.cells) == table.columns for row in table.rows)
        starts = [row.line for row in table.rows]
        assert starts == sorted(set(starts))
    return table


def places(data: bytes) -> None:
    """Rows become places and tests of change, or get a message in their line."""
    for model in (Place, TestOfChange):
        report = Report()
        table = read_csv(data, "x.csv", columns_of(model), report)
        if table is not None:
            sources = Sources(places=table) if model is Place else Sources(tests=table)
            rate(link(validate(sources, report), report))
        _placed(report, "x.csv", data, cells=True)


def series(data: bytes) -> Series | None:
    """A series gives points and gaps, faults with their rows, and small cells; then the run chart's promise holds."""
    table = csv(data)
    if table is None:
        return None
    read, faults = read_series([row.cells for row in table.rows])
    assert len(read.points) == len(table.rows)
    for fault in (*faults, *small_cells(read, "percent"), *small_cells(read, "count"), *small_cells(read, "other")):
        assert fault.row is None or 0 <= fault.row < len(table.rows)
        assert fault.column is None or fault.column in COLUMNS
    for point in read.points:
        assert (point.value is None) == (point.gap_reason is not None)
    if not faults:
        run_chart(list(read.values))
    return read


def run_chart(values: list[float | None]) -> None:
    """Any numbers and gaps can be judged; the same from the back; a chart upside down gives the same verdict."""
    chart = analyse(values)
    numbers = [value for value in values if value is not None]
    assert chart.n_useful <= len(numbers)
    assert chart.crossings <= max(chart.n_useful - 1, 0)
    assert chart.longest_run <= chart.n_useful
    json.dumps(chart.to_json(), allow_nan=False)
    assert runchart_text(chart)
    if all(abs(value) < 1e12 for value in numbers):  # beyond that the middle of two numbers is rounded
        below = analyse([None if value is None else -value for value in values])
        assert (below.n_useful, below.crossings, below.longest_run, below.signal, below.trends) == (
            chart.n_useful, chart.crossings, chart.longest_run, chart.signal, chart.trends,
        )  # fmt: skip


def prose(text: str) -> Prose | None:
    """Prose turns into safe HTML of a bounded length, and says what of it cannot be shown."""
    if len(text) > MAX_PROSE or not text.strip():
        return None
    written = Prose(text)
    check_walls(written.__html__())
    check_walls(str(written.inline))
    assert len(written.__html__()) <= MAX_GROWTH * len(text) + 400
    assert all(fault.strip() for fault in written.faults)
    return written


def page(data: bytes) -> None:
    """A hand-written page gives safe HTML whose headings have ids of their own, or a place."""
    report = Report()
    source = read_page(data, "x.md", "x/", report)
    _placed(report, "x.md", data)
    assert (source is not None) or report.has_errors
    if source is None:
        return
    validate(Sources(pages=(source,)), report)
    _placed(report, "x.md", data)
    article = page_html(source.markdown)
    check_walls(article.html, PAGE_ELEMENTS)
    anchors = [heading.anchor for heading in article.headings]
    assert len(anchors) == len(set(anchors))


def url(text: str) -> None:
    """An address that is taken is one of three schemes with a host, and holds no sign that could end an attribute."""
    if address_fault(text) is not None:
        return
    taken = Url(text)
    assert taken == text
    assert re.fullmatch(r"(?i:https?://|mailto:)[^\s\"<>`\\]+", taken)
    assert taken.host
    assert taken.host not in RESERVED_IDS


PROMISES: dict[str, Callable[[bytes], object]] = {
    "yaml": yml,
    "idea": lambda data: record("idea", data),
    "package": lambda data: record("package", data),
    "case": lambda data: record("case", data),
    "csv": series,
    "places": places,
    "page": page,
    "prose": lambda data: prose(data.decode("utf-8", "replace")),
    "url": lambda data: url(data.decode("utf-8", "replace")),
}
"""Name -> promise, for the fuzzer."""
