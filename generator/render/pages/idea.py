"""The page of a change idea: three facts first, then how to do it and test it, then the evidence in full."""

from __future__ import annotations

from typing import Any

from generator.model.change_idea import ChangeIdea
from generator.model.library import Page, SearchEntry
from generator.render.citing import Citation, cite_page, freshness
from generator.render.environment import draw
from generator.render.evidence import evidence_context
from generator.render.headline import headline
from generator.render.listing import case_cards
from generator.render.measures import MeasureLine, measure_lines
from generator.render.overview import HOME, IDEAS
from generator.render.structured import json_ld
from generator.render.view import IdeaCard, LibraryView, Link
from generator.render.words import (
    RELATIONS,
    RESOURCE_KINDS,
    THREE_QUESTIONS,
    days,
    number,
    sentence_case,
    step_note,
    test_size,
)  # fmt: skip

__all__ = ["draw_idea"]


def draw_idea(view: LibraryView, idea_id: str) -> Page:
    """The page of an idea; a draft or retired one says so at the top."""
    idea = view.catalog.ideas[idea_id]
    plain = _plain_sections(idea)
    context = _context(view, idea_id, idea, plain)
    listed = idea.status == "published"
    return Page(
        url=f"ideas/{idea_id}/",
        page_type="idea",
        title=idea.title,
        description=idea.summary,
        body=draw("idea", context),
        source=view.source("idea", idea_id),
        search=_search(view, idea, context["parts"], plain) if listed else (),
        structured_data=_structured(view, idea_id, idea, context["citation"]) if listed else None,
    )


def _context(view: LibraryView, idea_id: str, idea: ChangeIdea, plain: dict[str, str]) -> dict[str, Any]:
    """Everything that the template prints."""
    linked: dict[str, Any] = {
        "cases": [
            Link(f"cases/{card.id}/", card.title, f"{card.kind_title}: {card.where}")
            for card in case_cards(view, view.relations.cases_of_idea.get(idea_id, ()))
        ],
        "packages": view.links("package", view.relations.packages_of_idea.get(idea_id, ())),
        "related": _related(view, idea_id),
        "words": view.glossary.used_in(" ".join(plain.values())) if view.catalog.terms else [],
    }
    return {
        **evidence_context(view, idea_id, idea),
        **linked,
        "page_type": "idea",
        "idea_row": view.idea_row,
        "title": idea.title,
        "crumbs": [HOME, IDEAS],
        "parts": _parts(idea, linked),
        "idea": idea,
        "idea_id": idea_id,
        "head": headline(view, idea_id, idea),
        "instead": next(iter(view.links("idea", filter(None, [view.catalog.replacement_of(idea_id)]))), None),
        "steps": [(step.do, step_note(step.who, step.minutes)) for step in idea.steps],
        "depth_note": idea.depth.note if idea.depth else None,
        "drives": _drives(view, idea),
        "takes": _takes(view, idea),
        "bundle": view.links("idea", idea.bundle),
        "test_size": test_size(idea.first_test),
        "questions": _questions(view, idea),
        "numbered": all(_measures_of(view, idea, levels) for _, levels in THREE_QUESTIONS[:3]),
        "resource_kinds": RESOURCE_KINDS,
        "citation": _citation(view, idea_id, idea),
        "fresh": freshness(view, idea.added, idea.reviewed, idea.review_by),
    }


def _parts(idea: ChangeIdea, linked: dict[str, Any]) -> dict[str, str]:
    """The sections that this idea has, in the order of the page: id and heading."""
    equity = idea.equity
    candidates = (
        ("picture", "What it looks like", True),
        ("why", "Why it works", True),
        ("do", "Do it", True),
        ("first-test", "Your first test", True),
        ("measures", "How you will know", True),
        (
            "who",
            "Who benefits, who could be missed",
            equity.who_benefits or equity.who_could_be_missed or equity.questions,
        ),
        ("limits", "Limits", idea.limits),
        ("evidence", "The evidence in full", True),
        ("cases", "Cases", linked["cases"]),
        ("packages", "Packages it is part of", linked["packages"]),
        ("together", "Goes with, instead of, before", linked["related"]),
        ("people", "People and resources", idea.experts or idea.resources),
        ("words", "Words used here", linked["words"]),
        ("cite", "Cite and improve this page", True),
    )
    return {part: heading for part, heading, there in candidates if there}


def _drives(view: LibraryView, idea: ChangeIdea) -> list[dict[str, str]]:
    rows = []
    for drive in idea.drives:
        line = view.drivers.get((drive.problem, drive.driver))
        problem = view.catalog.problems.get(drive.problem)
        if line and problem:
            under = f"{line.parent}, " if line.parent else ""
            rows.append(
                {"problem": drive.problem, "id": drive.driver, "title": line.title, "note": f"({under}{problem.title})"}
            )
    return rows


def _takes(view: LibraryView, idea: ChangeIdea) -> list[tuple[str, str]]:
    """Effort and fit as pairs of a name and words; what is not stated is left out."""
    effort = idea.effort
    hours = effort.staff_hours_per_week
    staff_time = "" if hours is None else f"{hours:g} {'hour' if hours == 1 else 'hours'} a week in all"
    rows = [
        ("People for a first test", sentence_case(number(effort.people))),
        ("Time until a first test", sentence_case(days(effort.days_to_first_test))),
        ("Staff time once it runs", staff_time),
        ("Money", view.word("costs", effort.cost)),
        ("For the adults", view.word("difficulty", effort.difficulty_adults) if effort.difficulty_adults else ""),
        ("For students", view.word("difficulty", effort.difficulty_students) if effort.difficulty_students else ""),
        ("Who does it", "; ".join(view.words("roles", idea.roles))),
        ("Grades", "; ".join(view.words("grade-bands", idea.grade_bands))),
        ("Students", "; ".join(view.words("student-groups", idea.student_groups))),
        ("Where", "; ".join(view.words("settings", idea.settings))),
        ("Fits into", "; ".join(view.words("routines", idea.fits_into))),
    ]
    return [(name, text) for name, text in rows if text]


def _measures_of(view: LibraryView, idea: ChangeIdea, levels: tuple[str, ...]) -> list[MeasureLine]:
    return [line for level in levels for line in measure_lines(view, getattr(idea.measures, level))]


def _questions(view: LibraryView, idea: ChangeIdea) -> list[tuple[str, list[MeasureLine]]]:
    found = ((question, _measures_of(view, idea, levels)) for question, levels in THREE_QUESTIONS)
    return [(question, lines) for question, lines in found if lines]


def _related(view: LibraryView, idea_id: str) -> list[tuple[str, list[IdeaCard]]]:
    """Published ideas that go with this one, under the name of how they do."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in RELATIONS}
    for kind, other in view.relations.related_ideas.get(idea_id, ()):
        by_kind[kind].append(other)
    return [(RELATIONS[kind], view.idea_cards(ids)) for kind, ids in by_kind.items() if ids]


def _plain_sections(idea: ChangeIdea) -> dict[str, str]:
    """Section -> its plain text, for the search and for the words used on the page."""
    test, equity = idea.first_test, idea.equity
    prose = {
        "picture": [idea.picture_of_practice],
        "why": [idea.why_it_works],
        "do": [*(step.do for step in idea.steps), *idea.core, *idea.adaptable],
        "first-test": [test.question, test.plan, test.prediction],
        "who": [text for text in (equity.who_benefits, equity.who_could_be_missed) if text],
        "limits": idea.limits,
    }
    return {part: " ".join(text.text for text in texts) for part, texts in prose.items() if texts}


def _search(
    view: LibraryView, idea: ChangeIdea, parts: dict[str, str], plain: dict[str, str]
) -> tuple[SearchEntry, ...]:
    about = [
        idea.summary,
        f"Also called: {', '.join(idea.aliases)}." if idea.aliases else "",
        idea.concept or "",
        *view.problem_titles(idea.problems),
    ]
    entries = [SearchEntry("", idea.title, " ".join(part for part in about if part))]
    entries += [SearchEntry(f"s-{part}", parts[part], text) for part, text in plain.items() if part in parts]
    return tuple(entries)


def _citation(view: LibraryView, idea_id: str, idea: ChangeIdea) -> Citation:
    written = idea.reviewed or idea.added
    authors = idea.authors or [view.settings.site_name]
    return cite_page(view, f"ideas/{idea_id}/", idea.title, authors, str(written.year) if written else view.year)


def _structured(view: LibraryView, idea_id: str, idea: ChangeIdea, citation: Citation) -> str:
    minutes = sum(step.minutes or 0 for step in idea.steps)
    return json_ld(
        "LearningResource",
        {
            "name": idea.title,
            "description": idea.summary,
            "url": view.public_url(f"ideas/{idea_id}/"),
            "learningResourceType": "change idea",
            "alternateName": list(idea.aliases),
            "educationalLevel": view.words("grade-bands", idea.grade_bands),
            "audience": [
                {"@type": "EducationalAudience", "educationalRole": role} for role in view.words("roles", idea.roles)
            ],
            "about": view.problem_titles(idea.problems),
            "timeRequired": f"PT{minutes}M" if minutes else None,
            "author": list(idea.authors),
            "license": idea.license,
            "dateCreated": idea.added.isoformat() if idea.added else None,
            "dateModified": idea.reviewed.isoformat() if idea.reviewed else None,
            "isPartOf": {"@type": "WebSite", "name": view.settings.site_name},
            "citation": citation.text,
        },
    )
