"""Problems of practice: the index, and the page of each with its own complete menu of ideas, grouped by driver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.model.library import Page, SearchEntry
from generator.model.problem import Driver, Problem, SecondaryDriver
from generator.render.environment import draw
from generator.render.listing import case_cards, package_cards, problem_card, problem_cards, source_list
from generator.render.measures import measure_lines
from generator.render.overview import HOME, PROBLEMS, overview
from generator.render.structured import json_ld
from generator.render.view import IdeaCard, LibraryView
from generator.render.words import count
from generator.text import Prose

__all__ = ["draw_problem", "draw_problem_index"]


@dataclass(frozen=True, slots=True)
class _Driver:
    """A driver with the ideas that are meant to move it, and its parts."""

    id: str
    title: str
    note: Prose | None
    cards: list[IdeaCard]
    """Ideas that stand here for the first time on the page."""
    again: list[IdeaCard]
    """Ideas that another driver above has shown already."""
    parts: list[_Driver] = field(default_factory=list)

    @property
    def ideas(self) -> int:
        """How many different ideas hang under it and its parts."""
        return len({card.id for driver in (self, *self.parts) for card in (*driver.cards, *driver.again)})


def draw_problem_index(view: LibraryView) -> Page:
    """The list of all problems."""
    cards = problem_cards(view)
    return overview("problems", PROBLEMS, {"problems": cards}, found_by=" ".join(card.title for card in cards))


def draw_problem(view: LibraryView, problem_id: str) -> Page:
    """The page of a problem."""
    problem = view.catalog.problems[problem_id]
    drivers = _drivers(view, problem_id, problem)
    other = _other_ideas(view, problem_id, drivers)
    relations = view.relations
    context: dict[str, Any] = {
        "page_type": "problem",
        "idea_row": view.idea_row,
        "title": problem.title,
        "crumbs": [HOME, PROBLEMS],
        "problem_id": problem_id,
        "has_cards": bool(relations.ideas_of_problem.get(problem_id)),
        "problem": problem,
        "card": problem_card(view, problem_id),
        "drivers": drivers,
        "other": other,
        "packages": package_cards(view, relations.packages_of_problem.get(problem_id, ())),
        "cases": case_cards(view, relations.cases_of_problem.get(problem_id, ())),
        "measures": measure_lines(view, problem.measures),
        "priorities": "; ".join(view.words("state-priorities", problem.state_priorities)),
        "related": view.links("problem", problem.related),
        "sources": source_list(view, problem.references),
    }
    parts = _parts(problem, context)
    return Page(
        url=f"problems/{problem_id}/",
        page_type="problem",
        title=problem.title,
        description=problem.summary,
        body=draw("problem", context | {"parts": parts}),
        source=view.source("problem", problem_id),
        search=tuple(_search(problem, parts, drivers)),
        structured_data=_structured(view, problem_id, problem),
    )


def _parts(problem: Problem, context: dict[str, Any]) -> dict[str, str]:
    candidates = (
        ("why", "Why it matters", problem.why),
        ("data", "See it in your own data", problem.see_it_in_your_data),
        ("ideas", "Ideas to try, by what they move", True),
        ("packages", "Packages: a few ideas, chosen for you", context["packages"]),
        ("cases", "Cases: what happened elsewhere", context["cases"]),
        ("measures", "How to measure it", context["measures"]),
        ("more", "Close to it", context["related"] or context["priorities"]),
        ("sources", "Sources", context["sources"]),
    )
    return {part: heading for part, heading, there in candidates if there}


def _drivers(view: LibraryView, problem_id: str, problem: Problem) -> list[_Driver]:
    """The drivers with their ideas; an idea under a part of a driver is not repeated under the driver itself."""
    of_driver = view.relations.ideas_of_driver
    shown: set[str] = set()

    def line(driver: Driver | SecondaryDriver, parts: list[_Driver]) -> _Driver:
        below = {card.id for part in parts for card in (*part.cards, *part.again)}
        cards = view.idea_cards(
            idea_id for idea_id in of_driver.get((problem_id, driver.id), ()) if idea_id not in below
        )
        first, again = [card for card in cards if card.id not in shown], [card for card in cards if card.id in shown]
        shown.update(card.id for card in first)
        return _Driver(driver.id, driver.title, driver.note, first, again, parts)

    return [line(driver, [line(part, []) for part in driver.secondary]) for driver in problem.drivers]


def _other_ideas(view: LibraryView, problem_id: str, drivers: list[_Driver]) -> list[IdeaCard]:
    shown = {card.id for driver in drivers for line in (driver, *driver.parts) for card in line.cards}
    ideas = view.relations.ideas_of_problem.get(problem_id, ())
    return view.idea_cards(idea_id for idea_id in ideas if idea_id not in shown)


def _search(problem: Problem, parts: dict[str, str], drivers: list[_Driver]) -> Iterator[SearchEntry]:
    yield SearchEntry("", problem.title, f"{problem.question} {problem.summary}")
    if problem.why:
        yield SearchEntry("s-why", parts["why"], problem.why.text)
    if steps := problem.see_it_in_your_data:
        texts = (steps.variation, steps.go_deeper, steps.find_ideas, steps.test)
        yield SearchEntry("s-data", parts["data"], " ".join(text.text for text in texts))
    for driver in drivers:
        ideas = count(driver.ideas, "idea")
        yield SearchEntry(
            f"s-driver-{driver.id}", driver.title, f"{driver.note.text if driver.note else ''} {ideas}".strip()
        )


def _structured(view: LibraryView, problem_id: str, problem: Problem) -> str:
    all_of_them = {"@type": "DefinedTermSet", "name": PROBLEMS.title, "url": view.public_url(PROBLEMS.url)}
    return json_ld(
        "DefinedTerm",
        {
            "name": problem.title,
            "description": problem.summary,
            "url": view.public_url(f"problems/{problem_id}/"),
            "inDefinedTermSet": all_of_them,
        },
    )
