"""The facets of the menu: their values, which of them an idea has, and their counts."""

from __future__ import annotations

import re

import pytest

from generator.render.facets import FACETS, count_values, values_of
from generator.render.pages.menu import draw_menu
from generator.render.view import LibraryView
from tests.sample_library import sample_library

VIEW = LibraryView(sample_library())
GROUPS = {group.id: group for group in count_values(VIEW)}
MENU = draw_menu(VIEW)


def counts(facet: str) -> dict[str, int]:
    return {value.id: value.count for value in GROUPS[facet].values}


def test_facets_stand_in_the_order_of_the_menu_with_the_problem_first() -> None:
    asked_for = [
        "problem",
        "driver",
        "grade",
        "role",
        "group",
        "evidence",
        "practice",
        "days",
        "cost",
        "setting",
        "case",
    ]
    assert [facet.id for facet in FACETS if facet.id in asked_for] == asked_for
    assert FACETS[0].id == "problem"


@pytest.mark.parametrize("facet", [facet.id for facet in FACETS])
def test_an_idea_has_only_values_that_can_be_ticked(facet: str) -> None:
    known = set(counts(facet))
    for idea_id in VIEW.published_ideas:
        assert set(values_of(VIEW, idea_id)[facet]) <= known


@pytest.mark.parametrize("facet", [facet.id for facet in FACETS])
def test_names_are_safe_in_addresses_and_attributes(facet: str) -> None:
    assert re.fullmatch(r"[a-z]+", facet)
    assert all(re.fullmatch(r"[a-z0-9.-]+", value) for value in counts(facet))


def test_counts_are_those_of_published_ideas() -> None:
    assert counts("problem") == {"grades": 3, "absence": 2}
    assert counts("evidence") == {"strong": 1, "moderate": 0, "promising": 1, "rationale": 1, "not-rated": 1}
    assert counts("practice")["tested"] == 1
    assert counts("practice")["not-yet-tested"] == 3
    assert counts("days") == {"week": 2, "month": 1, "term": 0, "longer": 1}
    assert counts("cost") == {"none": 2, "low": 1, "moderate": 0, "high": 1}
    assert counts("case") == {"bright-spot": 1, "attempt": 1, "network": 0, "none": 2}


def test_an_idea_under_a_part_of_a_driver_is_found_under_the_driver_too() -> None:
    assert values_of(VIEW, "early-recovery")["driver"] == ["grades.missing-work", "grades.grading"]
    assert counts("driver")["grades.grading"] == 1
    assert {value.of for value in GROUPS["driver"].values} == {"grades"}


@pytest.mark.parametrize(("days", "band"), [(5, "week"), (6, "month"), (20, "month"), (60, "term"), (61, "longer")])
def test_the_last_day_of_a_time_is_in_it(days: int, band: str) -> None:
    ideas = sample_library().catalog.ideas
    effort = ideas["mentor"].effort.model_copy(update={"days_to_first_test": days})
    changed = ideas["mentor"].model_copy(update={"effort": effort})
    view = LibraryView(sample_library(ideas={**ideas, "mentor": changed}))
    assert values_of(view, "mentor")["days"] == [band]


def test_values_that_no_idea_has_stay_and_cannot_be_ticked() -> None:
    assert '<input type="checkbox" name="evidence" value="moderate" disabled>' in MENU.body
