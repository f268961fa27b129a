"""What the tools for choosing, comparing and voting know of each idea: a few facts, so that all ideas fit a page.

The choice itself is one rule in `theme/assets/tools/choose.js`; here are only the facts it looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from generator.model.change_idea import ChangeIdea
from generator.render.evidence import cautions_counted
from generator.render.facets import values_of
from generator.render.lines_file import LinesFile, item_line
from generator.render.structured import data_element
from generator.render.view import LibraryView
from generator.render.words import short_word, split_word
from generator.render.worked_out import each_idea

__all__ = ["LINES_FILE", "MOST_IN_PAGE", "choose_context", "idea_lines", "ideas_context", "lines_files"]

MOST_IN_PAGE = 2000
"""Up to so many ideas, their facts stand in the page; a larger library has them in a file that the page fetches."""
LINES_FILE = "data/idea-lines.json"

_WITHIN = (
    ("10", "Within two weeks", "10 school days"),
    ("20", "Within a month", "20 school days"),
    ("45", "Within a term", "45 school days"),
)
_PEOPLE = (("1", "One person"), ("2", "Two"), ("4", "Three or four"), ("8", "Five to eight"))
_HOURS = (("1", "Up to 1 hour"), ("3", "Up to 3 hours"), ("6", "Up to 6 hours"), ("15", "Up to 15 hours"))


@dataclass(frozen=True, slots=True)
class _Option:
    """A value to choose, and its words."""

    id: str
    title: str
    note: str = ""
    of: str = ""


def ideas_context(view: LibraryView) -> dict[str, Any]:
    """The facts of all published ideas as an element of the page, or the word that a file holds them."""
    return {"ideas_data": view.once("idea lines element", lambda: _element(view))}


def lines_files(view: LibraryView) -> dict[str, Callable[[], Iterable[bytes]]]:
    """The file with the facts of all ideas, for a library too large to put them in a page; else nothing."""
    if len(view.published_ideas) <= MOST_IN_PAGE:
        return {}
    return {LINES_FILE: partial(LinesFile, lambda: map(item_line, idea_lines(view)))}


def _element(view: LibraryView) -> Markup:
    inside = len(view.published_ideas) <= MOST_IN_PAGE
    return data_element("cp-ideas-data", {"ideas": list(idea_lines(view))} if inside else {"file": LINES_FILE})


def idea_lines(view: LibraryView) -> Iterator[dict[str, Any]]:
    """A line for every published idea, by title; facts that nobody stated are left out."""
    return (_line_of(view, idea_id) for idea_id in view.published_ideas)


@each_idea
def _line_of(view: LibraryView, idea_id: str) -> dict[str, Any]:
    """Facts about one idea."""
    idea = view.catalog.ideas[idea_id]
    card, rating, effort = view.cards[idea_id], view.rating(idea_id), idea.effort
    burden, measure = _lightest_measure(view, idea)
    facts = {
        "id": idea_id,
        "title": idea.title,
        "problems": list(idea.problems),
        "drivers": values_of(view, idea_id)["driver"],
        "effort": card.effort,
        "depth": card.depth,
        "tier": card.tier,
        "research": card.tier_label,
        "rung": card.rung,
        "practice": card.rung_label,
        "caution": cautions_counted(rating.research),
        "days": effort.days_to_first_test,
        "test": idea.first_test.days,
        "people": effort.people,
        "hours": effort.staff_hours_per_week,
        "roles": list(idea.roles),
        "distance": idea.depth.distance_to_aim if idea.depth else None,
        "relies": idea.depth.relies_on if idea.depth else None,
        "left": len({row.place for row in rating.practice.given_up}) or None,
        "burden": burden,
        "measure": measure,
    }
    return {name: value for name, value in facts.items() if value is not None and value not in ("", [])}


def _lightest_measure(view: LibraryView, idea: ChangeIdea) -> tuple[str | None, str | None]:
    """Of the measures that can watch a first test, the one that costs people least: its burden and its title."""
    order = [word.id for word in view.entries("burdens")]
    ids = dict.fromkeys([*idea.measures.pdsa, *idea.measures.implementation])
    known = [measure for measure_id in ids if (measure := view.catalog.measures.get(measure_id)) and measure.burden]
    if not known:
        return None, None
    lightest = min(known, key=lambda found: order.index(found.burden) if found.burden in order else len(order))
    return lightest.burden, lightest.title


def choose_context(view: LibraryView) -> dict[str, Any]:
    """What the page 'Help me choose' asks and prints."""
    used = {idea_id: view.catalog.ideas[idea_id] for idea_id in view.published_ideas}
    named = {problem for idea in used.values() for problem in idea.problems}
    problems = [found for found in view.problem_order if found in named]
    driven = {driver for idea_id in used for driver in values_of(view, idea_id)["driver"]}
    roles = {role for idea in used.values() for role in idea.roles}
    return {
        **ideas_context(view),
        "problems": [_Option(found, view.catalog.problems[found].title) for found in problems],
        "drivers": [
            _Option(f"{line.problem}.{line.id}", line.title, "part" if line.parent else "", line.problem)
            for line in view.drivers.values()
            if f"{line.problem}.{line.id}" in driven
        ],
        "within": [_Option(*row) for row in _WITHIN],
        "people": [_Option(*row) for row in _PEOPLE],
        "hours": [_Option(*row) for row in _HOURS],
        "roles": [_Option(word.id, short_word(word.title)) for word in view.entries("roles") if word.id in roles],
        "burdens": [_Option(word.id, *split_word(word.title)) for word in view.entries("burdens")],
        "signs": _signs(view),
    }


def _signs(view: LibraryView) -> list[dict[str, Any]]:
    """The choose-questions of published packages: if this is so with you, look at these ideas."""
    found, published = [], set(view.published_ideas)
    for package_id in view.published_packages:
        package = view.catalog.packages[package_id]
        choices = [
            {"if": choice.if_, "then": [idea for idea in choice.then if idea in published]}
            for choice in package.choosing
        ]
        if rows := [choice for choice in choices if choice["then"]]:
            found.append({"id": package_id, "title": package.title, "problems": package.problems, "choices": rows})
    return found
