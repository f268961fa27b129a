"""How the library is doing, for its editors: where ideas are missing, unsupported, out of date or without a source."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.render.view import LibraryView
from generator.text import Prose

__all__ = ["Gap", "Health", "Spread", "library_health"]


@dataclass(frozen=True, slots=True)
class Spread:
    """How many published ideas move a driver, by research tier ('Strong', ..., 'Not rated')."""

    problem: str
    driver: str
    title: str
    ideas: int
    tiers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Gap:
    """A record that lacks something, or a place in it."""

    kind: str
    id: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the library."""

    ideas: int
    tiers: dict[str, int]
    rungs: dict[str, int]
    read: dict[str, int]
    """How much of the sources of studies was read: full_text, abstract, secondary."""
    drivers: list[Spread]
    without_studies: list[Gap]
    without_reference: list[Gap]
    """Prose that states facts and cites nothing."""
    past_review: list[Gap]
    uncited: list[Gap]


def library_health(view: LibraryView) -> Health:
    """The state of the published records."""
    ideas = [(idea_id, view.catalog.ideas[idea_id]) for idea_id in view.published_ideas]
    cards = [view.cards[idea_id] for idea_id, _ in ideas]
    return Health(
        ideas=len(ideas),
        tiers=dict(Counter(card.tier_label for card in cards)),
        rungs=dict(Counter(card.rung_label for card in cards)),
        read=dict(Counter(study.read for _, idea in ideas for study in idea.evidence.studies)),
        drivers=list(_spread(view)),
        without_studies=[Gap("idea", idea_id) for idea_id, idea in ideas if not idea.evidence.studies],
        without_reference=[Gap(kind, record_id, name) for kind, record_id, name, text in _facts(view) if not text.citations],
        past_review=[Gap(kind, record_id, due.isoformat()) for kind, record_id, due in _reviews(view) if view.is_past(due)],
        uncited=[Gap("reference", ref_id) for ref_id in view.catalog.references if not view.relations.cited_by.get(ref_id)],
    )


def _spread(view: LibraryView) -> Iterator[Spread]:
    for (problem, driver), line in view.drivers.items():
        cards = [view.cards[idea_id] for idea_id in view.relations.ideas_of_driver.get((problem, driver), ())]
        yield Spread(problem, driver, line.title, len(cards), dict(Counter(card.tier_label for card in cards)))


def _facts(view: LibraryView) -> Iterator[tuple[str, str, str, Prose]]:
    """Prose fields in which a reader expects facts with a source: kind, id, field and text."""
    for idea_id in view.published_ideas:
        idea = view.catalog.ideas[idea_id]
        yield "idea", idea_id, "why_it_works", idea.why_it_works
        if idea.equity.who_benefits:
            yield "idea", idea_id, "equity.who_benefits", idea.equity.who_benefits
    for problem_id, problem in view.catalog.problems.items():
        if problem.why:
            yield "problem", problem_id, "why", problem.why
    for case_id in view.published_cases:
        story = view.catalog.cases[case_id].story
        for name, text in (("story.problem", story.problem), ("story.results", story.results)):
            if text:
                yield "case", case_id, name, text
    for method_id, method in view.catalog.methods.items():
        if method.example:
            yield "method", method_id, "example", method.example


def _reviews(view: LibraryView) -> Iterator[tuple[str, str, dt.date]]:
    for idea_id in view.published_ideas:
        if due := view.catalog.ideas[idea_id].review_by:
            yield "idea", idea_id, due
    for package_id in view.published_packages:
        if due := view.catalog.packages[package_id].review_by:
            yield "package", package_id, due
