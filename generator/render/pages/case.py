"""Cases: the index, and the page of each: rule of selection, story, figures, and what to read with care."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.case_study import Adoption, CaseStudy, Outcome, Source, Story, Traction
from generator.model.library import Page, SearchEntry
from generator.render.citing import Citation, cite_page, freshness
from generator.render.environment import draw
from generator.render.figures import Figure, case_figures
from generator.render.listing import case_cards, case_where, place_context
from generator.render.overview import HOME, overview
from generator.render.structured import json_ld
from generator.render.view import LibraryView, Link
from generator.render.words import CASE_KINDS, RESOURCE_KINDS
from generator.text import Prose

__all__ = ["draw_case", "draw_case_index"]

_CASES = Link(
    "cases/",
    "Cases",
    "What happened elsewhere, with the numbers: places where it went better, and places where it did not.",
)
_STORY = (
    ("problem", "What was wrong"),
    ("what_they_did", "What they did"),
    ("how", "How they went about it"),
    ("results", "What happened then"),
    ("lessons", "What others can take from it"),
)
_ADOPTION = (
    ("getting_started", "Getting started"),
    ("sustaining", "Keeping it going"),
    ("would_do_differently", "What they would do differently"),
    ("cost", "What it cost"),
)
_TRACTION = (
    ("spread", "Spread: how many people and places do it"),
    ("depth", "Depth: how far beliefs and daily teaching changed"),
    ("ownership", "Ownership: whose work it is"),
    ("sustainability", "Sustainability: what keeps it going"),
)


def draw_case_index(view: LibraryView) -> Page:
    """The list of all published cases, by kind."""
    cards = case_cards(view, view.published_cases)
    groups = [
        (kind, title, meaning, [card for card in cards if card.kind == kind])
        for kind, (title, meaning) in CASE_KINDS.items()
    ]
    return overview("cases", _CASES, {"groups": [group for group in groups if group[3]]})


def draw_case(view: LibraryView, case_id: str) -> Page:
    """The page of a case."""
    case = view.catalog.cases[case_id]
    place = view.catalog.places.get(case.place) if case.place else None
    kind_title, kind_meaning = CASE_KINDS[case.kind]
    ideas = [
        {"card": view.cards[use.idea], "adaptation": use.adaptation} for use in case.ideas if use.idea in view.cards
    ]
    context: dict[str, Any] = {
        "page_type": "case",
        "title": case.title,
        "crumbs": [HOME, _CASES],
        "case": case,
        "kind_title": kind_title,
        "kind_meaning": kind_meaning,
        "where": case_where(view, case_id),
        "place_context": ", ".join(place_context(view, place)) if place else _sector(view, case),
        "place_year": (place.year or "") if place else "",
        "problems": view.links("problem", case.problems),
        "story": _texts(case.story, _STORY),
        "ideas": ideas,
        "figures": [_figure(view, outcome, figure) for outcome, figure in case_figures(view, case_id, case)],
        "adoption": _texts(case.adoption, _ADOPTION),
        "traction": _texts(case.traction, _TRACTION),
        "sources": [_source(view, source) for source in case.sources],
        "resource_kinds": RESOURCE_KINDS,
        "citation": _citation(view, case_id, case),
        "fresh": freshness(view, None, case.reviewed, None),
    }
    parts = _parts(case, context)
    listed = case.status == "published"
    return Page(
        url=f"cases/{case_id}/",
        page_type="case",
        title=case.title,
        description=case.summary,
        body=draw("case", context | {"parts": parts}),
        source=view.source("case", case_id),
        search=tuple(_search(case, parts, context["where"])) if listed else (),
        structured_data=_structured(view, case_id, case) if listed else None,
    )


def _parts(case: CaseStudy, context: dict[str, Any]) -> dict[str, str]:
    candidates = (
        ("rule", "Why this case is shown", True),
        ("context", "The place and the aim", case.context or case.aim),
        ("story", "What happened", True),
        ("ideas", "Ideas they used", context["ideas"]),
        ("figures", "What the numbers show", context["figures"]),
        ("adoption", "If you want to do the same", context["adoption"] or case.contact or case.resources),
        ("traction", "How far it took hold", case.traction),
        ("care", "Read this with care", True),
        ("sources", "Sources", True),
        ("cite", "Cite this page", True),
    )
    return {part: heading for part, heading, there in candidates if there}


def _sector(view: LibraryView, case: CaseStudy) -> str:
    return view.word("sectors", case.organization.sector) if case.organization else ""


def _texts(group: Story | Adoption | Traction | None, fields: tuple[tuple[str, str], ...]) -> list[tuple[str, Prose]]:
    """The prose fields of a group that are filled, under their headings."""
    if group is None:
        return []
    return [(heading, text) for name, heading in fields if (text := getattr(group, name))]


def _figure(view: LibraryView, outcome: Outcome, figure: Figure | None) -> dict[str, Any]:
    measure = view.catalog.measures.get(outcome.measure)
    return {
        "figure": figure,
        "measure": Link(f"measures/{outcome.measure}/", measure.title if measure else outcome.measure),
        "definition": outcome.definition,
        "sources": [_source(view, source) for source in outcome.sources],
        "conflicts": [
            {
                "period": conflict.period,
                "value": conflict.value,
                "source": conflict.source or "",
                "label": view.label(conflict.source) if conflict.source else "",
                "note": conflict.note,
            }
            for conflict in outcome.conflicts
        ],
    }


def _source(view: LibraryView, source: Source) -> dict[str, Any]:
    return {
        "id": source.reference,
        "label": view.label(source.reference),
        "line": view.source_lines.get(source.reference),
        "where": source.where or "",
        "note": source.note,
    }


def _citation(view: LibraryView, case_id: str, case: CaseStudy) -> Citation:
    year = str(case.reviewed.year) if case.reviewed else view.year
    return cite_page(view, f"cases/{case_id}/", case.title, [view.settings.site_name], year)


def _search(case: CaseStudy, parts: dict[str, str], where: str) -> Iterator[SearchEntry]:
    yield SearchEntry("", case.title, f"{case.summary} {where}")
    story = [text.text for _, text in _texts(case.story, _STORY)]
    yield SearchEntry("s-story", parts["story"], " ".join(story))
    if case.caveats:
        yield SearchEntry("s-care", parts["care"], " ".join(text.text for text in case.caveats))


def _structured(view: LibraryView, case_id: str, case: CaseStudy) -> str:
    return json_ld(
        "Article",
        {
            "headline": case.title,
            "description": case.summary,
            "url": view.public_url(f"cases/{case_id}/"),
            "about": view.problem_titles(case.problems),
            "contentLocation": case_where(view, case_id),
            "temporalCoverage": case.period,
            "dateModified": case.reviewed.isoformat() if case.reviewed else None,
            "isPartOf": {"@type": "WebSite", "name": view.settings.site_name},
        },
    )
