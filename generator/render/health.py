"""How the library is doing, for its editors: where ideas are missing, unsupported, out of date or without a source."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.record import Record
from generator.model.source import field_name
from generator.render.view import LibraryView
from generator.render.worked_out import whole_library

__all__ = ["DriverCount", "Gap", "Health", "library_health"]


@dataclass(frozen=True, slots=True)
class DriverCount:
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
    drivers: list[DriverCount]
    without_studies: list[Gap]
    without_reference: list[Gap]
    """Prose that states facts and cites nothing."""
    past_review: list[Gap]
    uncited: list[Gap]
    answered: list[Gap]
    """Warnings that stay, and why."""


@whole_library
def library_health(view: LibraryView) -> Health:
    """The state of the published records."""
    ideas = [(idea_id, view.catalog.ideas[idea_id]) for idea_id in view.published_ideas]
    cards = [view.cards[idea_id] for idea_id, _ in ideas]
    return Health(
        ideas=len(ideas),
        tiers=dict(Counter(card.tier_label for card in cards)),
        rungs=dict(Counter(card.rung_label for card in cards)),
        read=dict(Counter(study.read for _, idea in ideas for study in idea.evidence.studies)),
        drivers=list(_driver_counts(view)),
        without_studies=[Gap("idea", idea_id) for idea_id, idea in ideas if not idea.evidence.studies],
        without_reference=list(_unsupported(view)),
        past_review=[
            Gap(kind, record_id, due.isoformat()) for kind, record_id, due in _reviews(view) if view.is_past(due)
        ],
        uncited=[
            Gap("reference", ref_id) for ref_id in view.catalog.references if not view.relations.cited_by.get(ref_id)
        ],
        answered=list(_answers(view)),
    )


def _driver_counts(view: LibraryView) -> Iterator[DriverCount]:
    for (problem, driver), line in view.drivers.items():
        cards = [view.cards[idea_id] for idea_id in view.relations.ideas_of_driver.get((problem, driver), ())]
        yield DriverCount(problem, driver, line.title, len(cards), dict(Counter(card.tier_label for card in cards)))


def _published(view: LibraryView) -> Iterator[tuple[str, str, Record]]:
    """Kind, id and record of everything that menus show."""
    catalog = view.catalog
    yield from (("idea", idea_id, catalog.ideas[idea_id]) for idea_id in view.published_ideas)
    yield from (("case", case_id, catalog.cases[case_id]) for case_id in view.published_cases)
    yield from (("package", package_id, catalog.packages[package_id]) for package_id in view.published_packages)
    yield from (("problem", problem_id, problem) for problem_id, problem in catalog.problems.items())
    yield from (("method", method_id, method) for method_id, method in catalog.methods.items())


def _unsupported(view: LibraryView) -> Iterator[Gap]:
    """Prose that its declaration marks as stating facts, without a citation."""
    for kind, record_id, record in _published(view):
        for path in record.outline.uncited:
            yield Gap(kind, record_id, field_name(path))


def _answers(view: LibraryView) -> Iterator[Gap]:
    """Warnings that an editor answered, with the reason."""
    for kind, record_id, record in _published(view):
        for answer in getattr(record, "answers", []):
            about = f" ({answer.about})" if answer.about else ""
            yield Gap(kind, record_id, f"{answer.code}{about}: {answer.because.text}")


def _reviews(view: LibraryView) -> Iterator[tuple[str, str, dt.date]]:
    for idea_id in view.published_ideas:
        if due := view.catalog.ideas[idea_id].review_by:
            yield "idea", idea_id, due
    for package_id in view.published_packages:
        if due := view.catalog.packages[package_id].review_by:
            yield "package", package_id, due
