"""Cells and rows of a series: numbers, gaps with their reason, and faults at their row and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.improvement.series import Fault, Gap, Number, Point, Series, parse_cell, read_series


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("0", 0, 0), ("12", 12, 0), ("12.5", 12.5, 1), ("12.50", 12.5, 2), (" 7 ", 7, 0), ("-3", -3, 0),
        ("+0.25", 0.25, 2), (".5", 0.5, 1), ("007", 7, 0), ("-99", -99, 0), ("\u00a091.2", 91.2, 1),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float, decimals: int) -> None:
    assert parse_cell(text) == Number(value, decimals)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not reported"), ("  ", "not reported"), ("-", "not reported"), ("—", "not reported"),
        ("*", "hidden to protect a small group"), ("Suppressed", "hidden to protect a small group"),
        ("NS", "not shown by the source"), ("N/A", "not available"), ("na", "not available"),
        ("redacted", "hidden by the source"), ("‡", "hidden: reporting standards not met"),
        ("†", "not applicable"), ("-9999", "coded -9999 by the source: no value"),
        ("-999.0", "coded -999.0 by the source: no value"), ("<11", "given only as <11"),
        ("n<30", "given only as n<30"), ("≥95%", "given only as ≥95%"), ("> 95", "given only as > 95"),
    ],
)  # fmt: skip
def test_marks_are_gaps_with_a_reason(text: str, reason: str) -> None:
    assert parse_cell(text) == Gap(reason)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("85%", "write the number only; the unit stands with the measure"),
        ("1,234", "write it plainly, such as 1234"),
        ("12 345", "write it plainly, such as 1234"),
        ("12,5", "write a point before the decimals, such as 12.5"),
        ("1e3", "write the number out, without an exponent"),
        ("\u22123", "use the hyphen of the keyboard as minus sign"),
        ("#DIV/0!", "a formula failed in the spreadsheet; mend it or leave the cell empty"),
        ("about 85", "write the number only; words belong in the column 'note'"),
        ("1_000", "write the number only; words belong in the column 'note'"),
        ("12.", "write the number only; words belong in the column 'note'"),
        ("١٢", "where there is no number, leave the cell empty or write *, NS, N/A, redacted or <11"),
        ("nan", "where there is no number, leave the cell empty or write *, NS, N/A, redacted or <11"),
        ("inf", "where there is no number, leave the cell empty or write *, NS, N/A, redacted or <11"),
        ("lots", "where there is no number, leave the cell empty or write *, NS, N/A, redacted or <11"),
    ],
)
def test_everything_else_is_a_fault_with_advice(text: str, hint: str) -> None:
    found = parse_cell(text)
    assert isinstance(found, Fault)
    assert found.message == f"'{text}' is neither a number nor a known mark for a missing value"
    assert found.hint == hint


def test_a_number_too_long_to_be_one_is_a_fault() -> None:
    found = parse_cell("9" * 400)
    assert isinstance(found, Fault)
    assert len(found.message) < 120


@given(st.text())
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    assert isinstance(parse_cell(text), Number | Gap | Fault)


@given(st.decimals(-99999, 99999, places=3))
def test_every_decimal_is_read_as_written(number: object) -> None:
    found = parse_cell(str(number))
    assert isinstance(found, Number | Gap)
    if isinstance(found, Number):
        assert (found.value, found.decimals) == (float(str(number)), 3)
    else:
        assert str(number).startswith("-99")


def test_rows_become_points() -> None:
    series, faults = read_series(
        [
            {"period": "2019-20", "value": "85.0", "denominator": "1200", "group": "", "note": "first year"},
            {"period": "2020-21", "value": "*", "denominator": "", "group": "", "note": ""},
        ]
    )
    assert faults == []
    assert series.points == (
        Point("2019-20", 85.0, 1200, note="first year", decimals=1),
        Point("2020-21", None, gap_reason="hidden to protect a small group", row=1),
    )
    assert series.values == (85.0, None)


def test_two_columns_are_enough() -> None:
    series, faults = read_series([{"period": "1", "value": "2"}])
    assert (series.points, faults) == ((Point("1", 2.0),), [])


def test_all_faults_are_found_in_one_reading_and_in_order() -> None:
    series, faults = read_series(
        [
            {"period": "", "value": "85%", "denominator": "12.5"},
            {"period": "2020", "value": "1", "denominator": "lots"},
            {"period": "2021", "value": "1", "denominator": "0"},
            {"period": "2022", "value": "", "denominator": "-3"},
        ]
    )
    assert [(fault.row, fault.column) for fault in faults] == [
        (0, "period"), (0, "value"), (0, "denominator"), (1, "denominator"), (2, "value"), (3, "denominator"),
    ]  # fmt: skip
    assert series.points[0].gap_reason == "not readable"


def test_a_denominator_of_zero_is_right_where_there_is_no_value() -> None:
    assert read_series([{"period": "2021", "value": "", "denominator": "0"}])[1] == []


def test_a_period_stands_once_in_each_group() -> None:
    rows = [
        {"period": "2020", "value": "1", "group": "all"},
        {"period": "2020", "value": "1", "group": "English learners"},
        {"period": "2020", "value": "2", "group": "all"},
    ]
    assert [(fault.row, fault.message, fault.hint) for fault in read_series(rows)[1]] == [
        (2, "period '2020' of group 'all' stands twice", "keep one of the two; the other is data row 1")
    ]


@pytest.mark.parametrize(
    "periods",
    [["2020", "2019"], ["2019-20", "2018-19"], ["2020-10", "2020-09"], ["2020-03-02", "2020-02-28"],
     ["2020-W10", "2020-W09"], ["2020-Q2", "2020-Q1"], ["2019-2020", "2018-2019"]],
)  # fmt: skip
def test_periods_go_forward_in_time(periods: list[str]) -> None:
    rows = [{"period": period, "value": "1"} for period in periods]
    faults = read_series(rows)[1]
    assert [fault.message for fault in faults] == [f"period '{periods[1]}' comes after '{periods[0]}'"]
    assert read_series(rows[::-1])[1] == []


def test_every_period_that_comes_too_late_is_named() -> None:
    rows = [{"period": period, "value": "1"} for period in ("2020", "2018", "2019", "2021")]
    assert [fault.row for fault in read_series(rows)[1]] == [1, 2]


def test_an_empty_period_is_one_fault_and_no_repetition() -> None:
    rows = [{"period": "", "value": "1"}, {"period": "", "value": "1"}]
    assert [fault.message for fault in read_series(rows)[1]] == ["the period is empty"] * 2


def test_periods_in_words_are_taken_in_the_order_of_the_rows() -> None:
    rows = [{"period": period, "value": "1"} for period in ("week 9", "week 10", "after the break", "2020")]
    assert read_series(rows)[1] == []


def test_a_series_without_rows_is_a_fault() -> None:
    series, faults = read_series([])
    assert series == Series()
    assert [(fault.row, fault.column, fault.message) for fault in faults] == [(None, None, "the series has no rows")]


def test_groups_periods_and_spans() -> None:
    series = read_series(
        [{"period": period, "value": "1", "group": group} for group in ("all", "boys") for period in "abc"]
    )[0]
    assert series.groups == ("all", "boys")
    assert series.periods == ("a", "b", "c")
    assert [point.row for point in series.of_group("boys").points] == [3, 4, 5]
    assert series.span("b", "c") == slice(1, 3)
    assert series.span("b", "x") is None


@given(st.lists(st.fixed_dictionaries({}, optional={name: st.text() for name in ("period", "value", "group")})))
def test_no_rows_break_the_reading(rows: list[dict[str, str]]) -> None:
    series, faults = read_series(rows)
    assert len(series.points) == len(rows)
    assert all(fault.row is None or 0 <= fault.row < len(rows) for fault in faults)
