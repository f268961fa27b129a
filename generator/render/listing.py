"""Cards: what lists show of a problem, a package, a case and a source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.lookup import Place
from generator.render.sources import SourceLine
from generator.render.view import LibraryView
from generator.render.words import CASE_KINDS, count, day, thousands

__all__ = [
    "CaseCard",
    "PackageCard",
    "ProblemCard",
    "SourceRow",
    "case_cards",
    "case_where",
    "package_cards",
    "place_context",
    "problem_card",
    "problem_cards",
    "source_list",
]


@dataclass(frozen=True, slots=True)
class ProblemCard:
    """A problem in a list, and how much there is for it."""

    id: str
    title: str
    question: str
    summary: str
    counts: tuple[str, ...]
    """'12 ideas', '1 package', '3 cases'; what there is none of is left out."""


@dataclass(frozen=True, slots=True)
class PackageCard:
    """A package in a list."""

    id: str
    title: str
    summary: str
    hub: str
    facts: str


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case in a list; `kind` is the id, `kind_title` its words."""

    id: str
    title: str
    summary: str
    kind: str
    kind_title: str
    where: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in a list at the end of a page."""

    id: str
    line: SourceLine


def problem_cards(view: LibraryView) -> list[ProblemCard]:
    """All problems, those with most ideas first."""
    return [problem_card(view, problem_id) for problem_id in view.problem_order]


def problem_card(view: LibraryView, problem_id: str) -> ProblemCard:
    """A problem in a list."""
    problem, relations = view.catalog.problems[problem_id], view.relations
    found = (
        (len(relations.ideas_of_problem.get(problem_id, ())), "idea"),
        (len(relations.packages_of_problem.get(problem_id, ())), "package"),
        (len(relations.cases_of_problem.get(problem_id, ())), "case"),
    )
    counts = tuple(count(number, noun) for number, noun in found if number)
    return ProblemCard(problem_id, problem.title, problem.question, problem.summary, counts)


def package_cards(view: LibraryView, ids: Iterable[str]) -> list[PackageCard]:
    """Packages by id, in the given order."""
    cards = []
    for package_id in ids:
        package = view.catalog.packages[package_id]
        hub = view.catalog.hubs.get(package.hub)
        ideas = count(len(view.relations.ideas_of_package.get(package_id, ())), "idea")
        published = f", {day(package.published)}" if package.published else ""
        summary = package.summary or ""
        cards.append(
            PackageCard(
                package_id,
                package.title,
                summary,
                hub.name if hub else package.hub,
                f"{ideas}, version {package.version}{published}",
            )
        )
    return cards


def case_where(view: LibraryView, case_id: str) -> str:
    """Where a case happened, in a few words."""
    case = view.catalog.cases[case_id]
    if case.place:
        return view.place_name(case.place)
    if case.organization:
        country = f", {case.organization.country}" if case.organization.country else ""
        return f"{case.organization.name}{country}"
    return ""


def place_context(view: LibraryView, place: Place) -> list[str]:
    """What a reader needs to compare a place with their own: kind, setting, size, students."""
    facts = [
        view.word("place-types", place.type) if place.type else "",
        view.word("locales", place.locale) if place.locale else "",
    ]
    if place.enrollment is not None:
        facts.append(count(place.enrollment, "student"))
    if place.pct_meals is not None:
        facts.append(f"{thousands(place.pct_meals)}% eligible for free or reduced-price meals")
    if place.pct_english_learners is not None:
        facts.append(f"{thousands(place.pct_english_learners)}% English learners")
    return [fact for fact in facts if fact]


def case_cards(view: LibraryView, ids: Iterable[str]) -> list[CaseCard]:
    """Cases by id, in the given order."""
    cards = []
    for case_id in ids:
        case = view.catalog.cases[case_id]
        where = f"{case_where(view, case_id)}; {case.period}"
        cards.append(CaseCard(case_id, case.title, case.summary, case.kind, CASE_KINDS[case.kind][0], where))
    return cards


def source_list(view: LibraryView, ids: Iterable[str]) -> list[SourceRow]:
    """Sources by id, each once, in the order of a list of sources."""
    lines = view.source_lines
    rows = [SourceRow(ref_id, lines[ref_id]) for ref_id in dict.fromkeys(ids) if ref_id in lines]
    return sorted(rows, key=lambda row: (row.line.sort_key, row.id))
