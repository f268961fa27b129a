"""Reading CSV: text cells under declared columns, and what a spreadsheet does to them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Location, Report
from generator.load import Columns, read_csv
from generator.load.characters import FORBIDDEN
from generator.load.tables import ONE_SERIES, WHOLE_TABLE
from generator.model.source import Table

NOT_CLOSED = "a quotation mark in this row is not closed, or stands in the middle"
SERIES = Columns(("period", "value"), ("denominator", "note"))


def read(text: str | bytes) -> tuple[Table | None, Report]:
    report = Report()
    data = text if isinstance(text, bytes) else text.encode()
    return read_csv(data, "absence.csv", SERIES, report), report


def accepted(text: str | bytes) -> list[tuple[int, dict[str, str]]]:
    table, report = read(text)
    assert not len(report), report.format("text")
    assert table is not None
    return [(row.line, dict(row.cells)) for row in table.rows]


def messages(text: str | bytes) -> list[str]:
    return read(text)[1].format("text").replace("absence.csv:", "").splitlines()


def test_cells_stay_text() -> None:
    assert accepted("period,value,note\n2019,NA,007\n2020, 1.10 ,\n") == [
        (2, {"period": "2019", "value": "NA", "note": "007"}),
        (3, {"period": "2020", "value": "1.10", "note": ""}),
    ]


def test_rows_know_their_line_past_blank_rows_and_cells_of_several_lines() -> None:
    text = 'period,value,note\n\n2019,1,"two\nlines, ""quoted"""\n,,\n2020,2,x\n'
    assert accepted(text) == [
        (3, {"period": "2019", "value": "1", "note": 'two\nlines, "quoted"'}),
        (6, {"period": "2020", "value": "2", "note": "x"}),
    ]


def test_byte_order_mark_and_line_ends_of_excel() -> None:
    assert accepted(b"\xef\xbb\xbfperiod,value\r\n2019,1\r\n") == [(2, {"period": "2019", "value": "1"})]


def test_columns_may_stand_in_any_order() -> None:
    assert accepted("note,value,period\na,b,c\n") == [(2, {"note": "a", "value": "b", "period": "c"})]


def test_a_table_without_rows_is_a_table() -> None:
    assert accepted("period,value\n") == []


def test_a_cell_is_found_by_its_column() -> None:
    table, _ = read("period,value\n2019,1\n")
    assert table is not None
    assert table.locate(table.rows[0], "value") == Location("absence.csv", 2, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("period;value\n2019;1\n", "1:1: error[L201] the cells are separated by semicolons, not by commas"),
        ("period\tvalue\n2019\t1\n", "1:1: error[L201] the cells are separated by Tabs, not by commas"),
        ("sep=;\nperiod;value\n", "1:1: error[L201] the cells are separated by semicolons, not by commas"),
        ("sep=,\nperiod,value\n", "1:1: error[L201] the first line is a remark for Excel"),
        ("", "1:1: error[L201] the table is empty"),
        ("\n\n,,\n", "1:1: error[L201] the table is empty"),
        ("period\n2019\n", "1:1: error[L202] the column 'value' is missing"),
        ("period,valeu\n2019,1\n", "1:2: error[L202] unknown column 'valeu'"),
        ("period,value,value\n2019,1,1\n", "1:3: error[L202] the column 'value' stands twice"),
        ("period,value,\n2019,1,\n", "1:3: error[L202] column 3 has no name"),
        ("period,value\n2019\n", "2:1: error[L203] cells in this row: 1, in the first line: 2"),
        ("period,value\n2019,1,234\n", "2:2: error[L203] cells in this row: 3, in the first line: 2"),
        ('period,value\n2019,"1\n', f"2:1: error[L201] {NOT_CLOSED}"),
        ('period,value\n2019,"1"2\n', f"2:1: error[L201] {NOT_CLOSED}"),
        ("period,value\n2019,1\x00\n", "2:7: error[L004] here stands a zero byte, which no text file holds"),
        (b"period,value\n2019,\xe9\n", "2:6: error[L003] byte 0xe9 is not UTF-8 text"),
        ("period,value\n".encode("utf-16"), "1:1: error[L003] the file is saved as UTF-16 ('Unicode text')"),
        (b"PK\x03\x04rest of an Excel file", "1:3: error[L004] here stands an invisible control character (U+0003)"),
        (b"x" * (ONE_SERIES.bytes + 1), "1:1: error[L002] the file is larger than 2,048 KiB"),
        ("period,value\n2019," + "x" * 8001, "2:2: error[L108] a cell of 8,001 characters; at most 8,000 can be shown"),
        ("period,value\n" + "a,1\n" * 20_001, "20002:1: error[L108] more than 20,000 rows"),
        ("a," * 5000, "1:1: error[L202] 5,001 columns; a table here has at most 4"),
    ],
)  # fmt: skip
def test_refused_with_these_words(text: str | bytes, expected: str) -> None:
    table, _ = read(text)
    assert table is None
    assert messages(text)[0] == expected


def test_the_log_of_a_large_library_is_read_whole() -> None:
    report = Report()
    columns = Columns(("period", "value"), limits=WHOLE_TABLE)
    table = read_csv(b"period,value\n" + b"a,1\n" * 100_000, "log.csv", columns, report)
    assert not len(report)
    assert table
    assert len(table.rows) == 100_000
    read_csv(b"period,value\n" + b"a,1\n" * 100_001, "log.csv", columns, report)
    assert report.format("text").startswith("log.csv:100002:1: error[L108] more than 100,000 rows")


def test_an_unknown_column_brings_the_one_that_was_meant() -> None:
    assert messages("period,valeu\n") == [
        "1:2: error[L202] unknown column 'valeu'",
        "    did you mean 'value'?  the columns are: period, value, denominator, note",
    ]


def test_a_faulty_row_may_cost_only_itself() -> None:
    report = Report()
    table = read_csv(b"period,value\n2019,1,234\n2020,5\n", "absence.csv", SERIES, report, in_part=True)
    assert [fault.code for fault in report] == ["L203"]
    assert table is not None
    assert [row.line for row in table.rows] == [3]


def test_every_faulty_row_is_told_up_to_twenty() -> None:
    assert sum("L203" in line for line in messages("period,value\n" + "1\n" * 50)) == 20


CELLS = st.text(max_size=12).map(str.strip).filter(lambda text: not FORBIDDEN.search(text) and "\r" not in text)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2).filter(any), max_size=6))
@settings(max_examples=150, deadline=None)
def test_what_a_csv_writer_writes_is_what_is_read(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file).writerows([["period", "value"], *rows])
    assert [[cells["period"], cells["value"]] for _, cells in accepted(file.getvalue())] == rows


@given(st.binary(max_size=200) | st.text(alphabet='period,value\n";\t\r x1', max_size=80).map(str.encode))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_table_or_a_place(data: bytes) -> None:
    table, report = read(data)
    assert (table is None) == report.has_errors
    assert all(fault.location is not None and fault.location.line <= data.count(b"\n") + 1 for fault in report)


def test_a_cell_that_is_longer_than_csv_takes() -> None:
    report = Report()
    data = b"period,value,note\n2019,5," + b"n" * 200_000 + b"\n"
    assert read_csv(data, "t.csv", Columns(("period", "value"), ("note",)), report) is None
    assert report.format("text").splitlines()[0] == "t.csv:2:1: error[L108] a cell of more than 8,000 characters"
