"""What the tools for deciding know of an idea: facts that were stated, under the names that their scripts read."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from generator.render.pages.idea import draw_idea
from generator.render.tools import decide
from generator.render.tools.decide import LINES_FILE, choose_context, idea_lines, lines_files
from generator.render.view import LibraryView
from tests.sample_library import sample_catalog, sample_library


def test_a_line_holds_what_the_rule_looks_at() -> None:
    line = next(line for line in idea_lines(LibraryView(sample_library())) if line["id"] == "early-recovery")
    wanted = {
        "title": "Give students a set time each week to make up missing work",
        "problems": ["grades"],
        "days": 3,
        "test": 5,
        "people": 1,
        "hours": 1.5,
        "roles": ["teacher"],
        "distance": "near",
        "relies": "anyone",
        "depth": "Near",
        "caution": "1 finding of no clear difference",
    }
    assert wanted.items() <= line.items()
    assert "grades.missing-work" in line["drivers"]
    assert "" not in line.values()
    assert None not in line.values()


def test_only_published_ideas_are_offered() -> None:
    view = LibraryView(sample_library())
    assert {line["id"] for line in idea_lines(view)} == set(view.published_ideas)
    assert "ice-cream" not in view.published_ideas


def test_no_hours_at_all_is_a_fact() -> None:
    ideas = dict(sample_catalog().ideas)
    idea = ideas["early-recovery"]
    effort = idea.effort.model_copy(update={"staff_hours_per_week": 0.0})
    ideas["early-recovery"] = idea.model_copy(update={"effort": effort})
    line = next(line for line in idea_lines(LibraryView(sample_library(ideas=ideas))) if line["id"] == "early-recovery")
    assert line["hours"] == 0


@pytest.mark.parametrize(
    ("hours", "words"), [(1.0, "1 hour a week"), (1.5, "1.5 hours a week"), (0.0, "0 hours a week")]
)
def test_the_page_that_is_compared_counts_hours_in_good_english(hours: float, words: str) -> None:
    ideas = dict(sample_catalog().ideas)
    idea = ideas["early-recovery"]
    effort = idea.effort.model_copy(update={"staff_hours_per_week": hours})
    ideas["early-recovery"] = idea.model_copy(update={"effort": effort})
    assert f"<dd>{words} in all</dd>" in draw_idea(LibraryView(sample_library(ideas=ideas)), "early-recovery").body


def test_a_driver_stands_with_the_one_above_it() -> None:
    problem = sample_catalog().problems["grades"]
    parents = {part.id: driver.id for driver in problem.drivers for part in driver.secondary}
    for line in idea_lines(LibraryView(sample_library())):
        for driver in line.get("drivers", []):
            name = driver.removeprefix("grades.")
            if name in parents:
                assert f"grades.{parents[name]}" in line["drivers"]


def test_a_large_library_has_its_lines_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    view = LibraryView(sample_library())
    assert lines_files(view) == {}
    monkeypatch.setattr(decide, "MOST_IN_PAGE", 1)
    files = lines_files(LibraryView(sample_library()))
    assert json.loads(b"".join(files[LINES_FILE]()))["items"] == list(idea_lines(view))


def test_questions_of_packages_lead_to_published_ideas_only() -> None:
    view = LibraryView(sample_library())
    published = set(view.published_ideas)
    choices = [choice for package in choose_context(view)["signs"] for choice in package["choices"]]
    assert choices
    assert all(set(choice["then"]) <= published for choice in choices)


def test_an_empty_library_asks_without_choices() -> None:
    library = sample_library()
    empty = replace(library, catalog=replace(library.catalog, ideas={}, packages={}))
    context = choose_context(LibraryView(empty))
    assert context["problems"] == context["drivers"] == context["signs"] == []


def test_what_an_author_wrote_cannot_end_the_element() -> None:
    element = str(decide.ideas_context(LibraryView(sample_library()))["ideas_data"])
    assert len(re.findall("</script>", element)) == 1
