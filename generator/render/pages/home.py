"""The first page: which problem are you working on? Then how to use the site in ten minutes, and what is new."""

from __future__ import annotations

import datetime as dt

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.listing import case_cards, package_cards, problem_cards
from generator.render.structured import json_ld
from generator.render.view import LibraryView
from generator.render.words import CASE_KINDS, count, day, joined

__all__ = ["draw_home"]

_NEWEST = 5
_SHOWN = 4


def draw_home(view: LibraryView) -> Page:
    """The page at the root."""
    settings = view.settings
    newest = [idea_id for idea_id in view.published_ideas if view.catalog.ideas[idea_id].added]
    newest.sort(key=lambda idea_id: view.catalog.ideas[idea_id].added or dt.date.min, reverse=True)
    context = {
        "page_type": "home",
        "title": "Which problem are you working on?",
        "crumbs": [],
        "about": settings.site_description,
        "problems": problem_cards(view),
        "stock": _stock(view),
        "packages": package_cards(view, view.published_packages[:_SHOWN]),
        "more_packages": len(view.published_packages) > _SHOWN,
        "newest": [
            (view.cards[idea_id], day(view.catalog.ideas[idea_id].added or dt.date.min)) for idea_id in newest[:_NEWEST]
        ],
        "cases": case_cards(view, _mixed_cases(view)),
    }
    description = settings.site_description or "Change ideas and case studies for schools."
    return Page(
        url="",
        page_type="home",
        title=settings.site_name,
        description=description,
        body=draw("home", context),
        search=(SearchEntry("", settings.site_name, description),),
        structured_data=json_ld(
            "WebSite", {"name": settings.site_name, "description": description, "url": settings.site_url}
        ),
    )


def _stock(view: LibraryView) -> str:
    """What the library holds, in a sentence."""
    tested = sum(1 for idea_id in view.published_ideas if view.cards[idea_id].rung)
    more = ((view.published_packages, "package"), (view.published_cases, "case"))
    parts = [count(len(view.published_ideas), "change idea")]
    parts += [count(len(there), noun) for there, noun in more if there]
    return f"{joined(parts)}. {count(tested, 'idea')} with a test logged here."


def _mixed_cases(view: LibraryView) -> list[str]:
    """A few cases, attempts among them, so that nobody takes the library for a list of successes."""
    cases = view.catalog.cases
    by_kind = {
        kind: [case_id for case_id in view.published_cases if cases[case_id].kind == kind] for kind in CASE_KINDS
    }
    mixed = [group[at] for at in range(_SHOWN) for group in by_kind.values() if at < len(group)]
    return mixed[:_SHOWN]
