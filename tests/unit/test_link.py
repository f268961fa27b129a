"""What linking draws beyond the messages of the golden cases: relations in both directions, circles, long chains."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Report
from generator.link.circles import _circles
from generator.link.logic import TASKS
from generator.model.catalog import Catalog, IdeaInPackage
from generator.pipeline import check
from generator.project import Project
from generator.text import page_html

MINIMAL = Path(__file__).parents[1] / "cases" / "valid" / "minimal"

PACKAGE = """
title: Work gets done
hub: editors
version: "1.0"
status: published
problems: [ninth-grade-on-track]
big_ideas: [{title: Small steps}]
choosing: [{if: Work is missing, then: [one-idea]}]
diagram:
  - title: Work is handed in
    ideas: [{idea: one-idea}]
    children:
      - title: Work is clear
        ideas: [{idea: one-idea, role: start_here}]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The minimal project with a second idea that comes before the first, a package and a hub."""
    for source in MINIMAL.rglob("*.yml"):
        target = tmp_path / source.relative_to(MINIMAL)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    idea = (tmp_path / "changeideas" / "one-idea.yml").read_text(encoding="utf-8")
    other = idea + "related: [{idea: one-idea, kind: before}]\n"
    (tmp_path / "changeideas" / "two-idea.yml").write_text(other, encoding="utf-8")
    for folder, name, text in (("packages", "work", PACKAGE), ("hubs", "editors", "name: E\nkind: k\nsummary: S.\n")):
        (tmp_path / "content" / folder).mkdir()
        (tmp_path / "content" / folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return tmp_path


def catalog_of(folder: Path) -> tuple[Catalog, Report]:
    checked = check(Project(folder))
    return checked.catalog, checked.report


def test_relations_lead_both_ways(project: Path) -> None:
    catalog, report = catalog_of(project)
    relations = catalog.relations
    assert not report.has_errors
    assert relations.ideas_of_problem == {"ninth-grade-on-track": ("one-idea", "two-idea")}
    assert relations.ideas_of_driver[("ninth-grade-on-track", "work-handed-in")] == ("one-idea", "two-idea")
    assert relations.packages_of_idea == {"one-idea": ("work",)}
    assert relations.packages_of_hub == {"editors": ("work",)}
    assert relations.related_ideas == {"two-idea": (("before", "one-idea"),), "one-idea": (("after", "two-idea"),)}


def test_an_idea_under_several_drivers_stands_once_with_its_foremost_role(project: Path) -> None:
    catalog, _ = catalog_of(project)
    expected = IdeaInPackage("one-idea", "start_here", ("Work is handed in", "Work is clear"))
    assert catalog.relations.ideas_of_package == {"work": (expected,)}


def test_drafts_take_no_part_in_relations(project: Path) -> None:
    path = project / "changeideas" / "two-idea.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("status: published", "status: draft"), encoding="utf-8")
    catalog, _ = catalog_of(project)
    assert "two-idea" in catalog.ideas
    assert catalog.relations.ideas_of_problem == {"ninth-grade-on-track": ("one-idea",)}


def test_a_faulty_record_is_known_to_those_that_point_to_it(project: Path) -> None:
    path = project / "changeideas" / "one-idea.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("cost: none", "cots: none"), encoding="utf-8")
    _, report = catalog_of(project)
    assert {found.code for found in report if found.severity == "error"} == {"V102"}


MISSPELT = """
related: [{idea: one-idae, kind: before}]
grade_bands: [grade-0900, grade-0901]
"""


def test_looking_for_what_was_meant_comes_to_an_end(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else thousands of misspelt ids, each held against thousands of ids, take minutes."""
    vocab, ideas = project / "content" / "vocab", project / "changeideas"
    vocab.mkdir()
    words = "".join(f"  - {{id: grade-{number}, title: Grade {number}}}\n" for number in range(1_000))
    (vocab / "grade-bands.yml").write_text(f"title: Grades\nwords:\n{words}", encoding="utf-8")
    text = (ideas / "one-idea.yml").read_text(encoding="utf-8")
    wrong = text.replace("driver: work", "driver: wrok") + MISSPELT
    (ideas / "three-idea.yml").write_text(wrong, encoding="utf-8")
    monkeypatch.setattr("generator.diagnostics._MOST_COMPARED", 0)
    _, report = catalog_of(project)
    hints = [found.hint or "" for found in report if found.code in ("K201", "K202", "K205")]
    assert len(hints) == 4
    assert sum("did you mean" in hint for hint in hints) == 1
    assert sum("grade-49, and 950 more" in hint for hint in hints) == 2


def test_each_written_page_is_read_once_however_many_there_are(project: Path) -> None:
    pages = project / "content" / "pages"
    pages.mkdir()
    for number in range(300):
        (pages / f"page-{number}.md").write_text(f"---\ntitle: Page\n---\nNumber {number}.\n", encoding="utf-8")
    page_html.cache_clear()
    catalog, report = catalog_of(project)
    assert not report.has_errors
    assert len(catalog.pages) == page_html.cache_info().misses == 300


def test_circles_are_found_once_and_long_chains_do_not_exhaust_the_stack() -> None:
    chain = {f"i{number}": {f"i{number + 1}": ()} for number in range(5000)}
    assert list(_circles(chain)) == []
    circle = {"a": {"b": ()}, "b": {"c": ()}, "c": {"a": ()}, "d": {"a": ()}}
    assert [sorted(found) for found in _circles(circle)] == [["a", "b", "c"]]


@pytest.mark.parametrize(
    "title", ["Train all teachers", "Buy tablets", "Form a committee", "Develop a plan for grading"]
)
def test_preparations_are_seen(title: str) -> None:
    assert TASKS.match(title)


@pytest.mark.parametrize(
    "title", ["Training wheels for essays", "Form a cross-functional team", "Plan lessons together"]
)
def test_changes_are_not_taken_for_preparations(title: str) -> None:
    assert not TASKS.match(title)
