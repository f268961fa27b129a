"""Pages of records that say little: one of a thing, or none of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from generator.link.relations import relations
from generator.model.library import Page
from generator.model.lookup import MethodStep
from generator.model.package import Aim
from generator.render import render
from generator.text import Prose
from tests.sample_library import sample_catalog, sample_library
from tests.unit.render.bodies import read_body

CATALOG = sample_catalog()


def page_of(url: str, **changes: Any) -> Page:
    """A page of the sample library in which these parts of the catalog are others."""
    library = sample_library(**changes)
    library = replace(library, catalog=relations(library.catalog))
    return next(page.draw() for page in render(library).pages if page.at == url)


def text_of(url: str, **changes: Any) -> str:
    """The words of such a page."""
    return " ".join(read_body(page_of(url, **changes)).text.split())


def test_a_step_of_one_minute_takes_one_minute() -> None:
    idea, method = CATALOG.ideas["mentor"], CATALOG.methods["pdsa"]
    step = idea.steps[0].model_copy(update={"minutes": 1, "who": "Clerk"})
    ideas = {**CATALOG.ideas, "mentor": idea.model_copy(update={"steps": [step]})}
    assert "Clerk, 1 minute " in text_of("ideas/mentor/", ideas=ideas)
    steps = [MethodStep(do=Prose("Ask."), minutes=1)]
    methods = {**CATALOG.methods, "pdsa": method.model_copy(update={"steps": steps})}
    assert text_of("methods/pdsa/", methods=methods).endswith("1 minute")


def test_a_test_of_one_day_has_one_date() -> None:
    day = {"start": dt.date(2026, 2, 2), "end": dt.date(2026, 2, 2)}
    tests = tuple(test.model_copy(update=day) for test in CATALOG.tests)
    text = text_of("ideas/early-recovery/", tests=tests)
    assert "2 February 2026" in text
    assert "2 February 2026 to" not in text


def test_cycles_of_one_place_that_follow_one_series_share_its_figure() -> None:
    of_series = next(test for test in CATALOG.tests if test.series)
    tests = tuple(of_series.model_copy(update={"cycle": cycle}) for cycle in (1, 2, 3))
    url = f"ideas/{of_series.idea}/"
    assert page_of(url, tests=tests).body.count("<svg") == page_of(url, tests=tests[:1]).body.count("<svg")


def test_an_idea_that_was_tested_for_years_shows_its_latest_tests() -> None:
    days = (dt.date(2020, 1, 1) + dt.timedelta(days=number) for number in range(1_200))
    tests = tuple(
        CATALOG.tests[0].model_copy(update={"start": day, "end": None, "cycle": cycle, "result": f"It was {cycle}."})
        for cycle, day in enumerate(days, 1)
    )
    url = f"ideas/{tests[0].idea}/"
    text = text_of(url, tests=(*tests[600:], *tests[:600]))
    assert "Tested in 1 place, 1,200 cycles." in text
    assert "These are the latest 200 of 1,200 tests. The data files have all." in text
    assert [cycle for cycle in range(1, 1_201) if f"It was {cycle}." in text] == list(range(1_001, 1_201))
    assert "The data files have all" not in text_of(url, tests=tests[:200])


def test_an_idea_whose_only_test_was_not_written_down_whole_is_not_said_to_have_none() -> None:
    tests = (CATALOG.tests[0].model_copy(update={"idea": "mentor", "prediction": None}),)
    text = text_of("ideas/mentor/", tests=tests)
    assert "No test with a prediction, a result and a decision has been logged here yet." in text
    assert "Tested in 1 place, 1 cycle." in text


def test_an_aim_without_a_measure_begins_its_sentence_with_a_capital() -> None:
    aim = Aim.model_validate({"statement": "More stay", "population": "Seniors", "to": 90, "by": "2027"})
    packages = {key: package.model_copy(update={"aims": [aim]}) for key, package in CATALOG.packages.items()}
    assert "For: Seniors. To 90 by 2027." in text_of("packages/on-track/", packages=packages)


def test_a_package_without_a_diagram_has_the_ideas_to_which_its_questions_lead() -> None:
    package = CATALOG.packages["on-track"].model_copy(update={"diagram": []})
    packages = {**CATALOG.packages, "on-track": package}
    led = {idea for choice in package.choosing for idea in choice.then}
    assert f"{len(led)} idea" in text_of("packages/", packages=packages)
    for url in ("packages/on-track/", "packages/on-track/print/"):
        text = text_of(url, packages=packages)
        assert all(CATALOG.ideas[idea].summary in text for idea in led)


@pytest.mark.parametrize(
    ("problem", "drivers", "sentence"),
    [("grades", 9, "Within each group, ideas with"), ("grades", 0, "Ideas with"), ("none", 0, "")],
)
def test_a_problem_says_how_its_ideas_are_sorted_where_there_are_some(
    problem: str, drivers: int, sentence: str
) -> None:
    grades = CATALOG.problems["grades"]
    changed = grades.model_copy(update={"drivers": grades.drivers[:drivers]})
    text = text_of(f"problems/{problem}/", problems={**CATALOG.problems, problem: changed})
    assert text.count("with stronger research come first") == text.count("Help me choose") == bool(sentence)
    assert sentence in text


def test_an_idea_that_was_replaced_twice_leads_to_the_one_in_use() -> None:
    retired = {"status": "retired", "replaced_by": "mentor"}
    first, second = (CATALOG.ideas["mentor"].model_copy(update={**retired, "title": title}) for title in "AB")
    ideas = {**CATALOG.ideas, "first": first.model_copy(update={"replaced_by": "second"}), "second": second}
    assert f"Use instead: {CATALOG.ideas['mentor'].title}" in text_of("ideas/first/", ideas=ideas)
