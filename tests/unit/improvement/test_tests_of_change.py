"""The log of tests: complete rows, linked cycles, decisions, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from generator.improvement.tests_of_change import (
    Decision,
    Tally,
    abandoned,
    disorder,
    is_complete,
    latest,
    linked_cycles,
    longest_chain,
    missing_parts,
    tally,
)


@dataclass(frozen=True)
class Row:
    cycle: int = 1
    decision: Decision | None = "adapt"
    place: str = "oak"
    idea: str = "call-home"
    start: date | None = None
    end: date | None = None
    prediction: str | None = "8 of 10 answer"
    result: str | None = "6 of 10 answered"


def cycles(chains: list[tuple[Row, ...]]) -> list[list[int]]:
    return [[test.cycle for test in chain] for chain in chains]


def test_a_complete_test_has_prediction_result_and_decision() -> None:
    assert is_complete(Row())
    assert missing_parts(Row(prediction=None, result="", decision=None)) == ("prediction", "result", "decision")
    assert not is_complete(Row(result=None))


def test_cycles_that_follow_each_other_are_linked_whatever_their_order_in_the_log() -> None:
    assert cycles(linked_cycles([Row(3), Row(1), Row(2)])) == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("rows", "chains"),
    [
        ([Row(1), Row(3), Row(4)], [[1], [3, 4]]),
        ([Row(1), Row(2, prediction=None), Row(3)], [[1], [3]]),
        ([Row(1), Row(2, "abandon"), Row(3), Row(4)], [[1, 2], [3, 4]]),
        ([Row(1), Row(1), Row(2)], [[1, 2]]),
        ([Row(1), Row(2, place="elm")], [[2], [1]]),
        ([Row(1), Row(2, idea="texts")], [[1], [2]]),
        ([Row(1, None)], []),
        ([], []),
    ],
)
def test_what_breaks_a_chain(rows: list[Row], chains: list[list[int]]) -> None:
    assert cycles(linked_cycles(rows)) == chains


def test_longest_chain() -> None:
    assert [test.cycle for test in longest_chain([Row(1), Row(3), Row(4)])] == [3, 4]
    assert longest_chain([]) == ()


def test_the_latest_decision_counts() -> None:
    last = latest([Row(1, "abandon"), Row(3, None), Row(2, "adopt")])
    assert last is not None
    assert last.decision == "adopt"
    assert latest([Row(1, None)]) is None


def test_of_two_tests_with_one_number_the_later_decision_counts() -> None:
    early, late = date(2026, 1, 9), date(2026, 2, 9)
    for rows in (
        [Row(3, "adopt", end=early), Row(3, "abandon", end=late)],
        [Row(3, "adopt", start=early), Row(3, "abandon", start=late)],
        [Row(3, "adopt"), Row(3, "abandon", start=early)],
    ):
        for last in (latest(rows), latest(rows[::-1])):
            assert last is not None
            assert last.decision == "abandon"


def test_tests_of_one_number_are_linked_by_the_one_that_began_first() -> None:
    first, second = Row(1, "adapt", start=date(2026, 1, 9)), Row(1, "abandon", start=date(2026, 2, 9))
    assert linked_cycles([second, first, Row(2)]) == [(first, Row(2))]


def test_an_idea_taken_up_again_is_not_abandoned() -> None:
    given_up = Row(2, "abandon", place="elm")
    assert abandoned([Row(1, "abandon"), Row(2, "adopt"), Row(1, place="elm"), given_up]) == [given_up]


def test_tally() -> None:
    rows = [
        Row(1, end=date(2020, 1, 2)),
        Row(2, "adopt", start=date(2021, 5, 1)),
        Row(1, "abandon", "elm"),
        Row(2, None, "elm"),
    ]
    assert tally(rows) == Tally(("elm", "oak"), 4, 1, 1, 1, date(2021, 5, 1))
    assert tally([]).last_test is None


def test_contradictions_are_found_by_row() -> None:
    rows = [Row(1, start=date(2020, 2, 1), end=date(2020, 1, 1)), Row(3), Row(2, place="elm"), Row(1, idea="texts")]
    assert [(fault.row, fault.column, fault.message) for fault in disorder(rows)] == [
        (0, "end", "the test ends on 2020-01-01, before it starts"),
        (1, "cycle", "cycle 3 of 'call-home' at 'oak' without a cycle 2"),
        (2, "cycle", "cycle 2 of 'call-home' at 'elm' without a cycle 1"),
    ]
    assert disorder([Row(1), Row(1), Row(2)]) == []
    assert disorder([Row(1, start=date(2020, 2, 1), end=date(2020, 2, 1)), Row(2, end=date(2020, 1, 1))]) == []
