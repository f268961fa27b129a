"""Plain words for what records hold as numbers and ids."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.model.change_idea import Effort
from generator.render.words import (
    count,
    day,
    days,
    effort_band,
    effort_sentence,
    joined,
    number,
    short_word,
    split_word,
    thousands,
)


def effort(people: int, when: int, cost: str) -> Effort:
    return Effort(people=people, days_to_first_test=when, cost=cost)


@pytest.mark.parametrize(
    ("given", "roles", "cost", "sentence"),
    [
        (effort(1, 3, "none"), ["Teacher"], "No money", "One teacher, first test in 3 school days, no money"),
        (effort(2, 1, "none"), ["Teacher"], "No money", "Two people, first test in 1 school day, no money"),
        (effort(1, 0, "low"), ["Teacher", "Tutor"], "Low: paper", "One person, first test the same day, low cost"),
        (effort(12, 60, "high"), [], "High: new jobs", "12 people, first test in 60 school days, high cost"),
    ],
)
def test_effort_reads_as_one_sentence(given: Effort, roles: list[str], cost: str, sentence: str) -> None:
    assert effort_sentence(given, roles, cost) == sentence


@pytest.mark.parametrize(
    ("given", "band"),
    [
        (effort(2, 5, "low"), "small"),
        (effort(3, 5, "none"), "medium"),
        (effort(1, 6, "none"), "medium"),
        (effort(1, 1, "moderate"), "medium"),
        (effort(10, 20, "moderate"), "medium"),
        (effort(11, 1, "none"), "large"),
        (effort(1, 21, "none"), "large"),
        (effort(1, 1, "high"), "large"),
        (effort(1, 1, "a-word-of-a-hub"), "large"),
    ],
)
def test_effort_has_three_bands(given: Effort, band: str) -> None:
    assert effort_band(given) == band


def test_numbers_and_lists_in_words() -> None:
    assert [number(0), number(9), number(10), number(1212)] == ["no", "nine", "10", "1,212"]
    assert [count(1, "idea"), count(2, "idea"), count(1200, "person", "people")] == [
        "1 idea",
        "2 ideas",
        "1,200 people",
    ]
    assert [thousands(64.5), thousands(30.0)] == ["64.5", "30"]
    assert [joined([]), joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"], "or")] == [
        "",
        "a",
        "a and b",
        "a, b or c",
    ]
    assert [days(0), days(1), days(5)] == ["the same day", "1 school day", "5 school days"]
    assert day(dt.date(2026, 11, 1)) == "1 November 2026"
    assert split_word("Low: paper, postage") == ("Low", "paper, postage")
    assert short_word("No money") == "No money"
