"""The menu of ideas: every published idea on one page, with the facets that narrow the list when script runs."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.facets import FacetGroup, count_values, values_of
from generator.render.view import IdeaCard, LibraryView, Link
from generator.render.words import EFFORT_BANDS, count

__all__ = ["SORTS", "draw_menu"]

SORTS = (("title", "Title"), ("evidence", "Strongest research"), ("effort", "Least effort"), ("newest", "Newest"))
"""Orders of the list: the value in addresses and its words; the first is the order of the page itself."""


@dataclass(frozen=True, slots=True)
class _Row:
    """An idea in the menu: its card, its values by facet and the words it is also found by."""

    card: IdeaCard
    facets: dict[str, list[str]]
    words: str


def draw_menu(view: LibraryView) -> Page:
    """The page `ideas/`."""
    rows = [_row(view, idea_id) for idea_id in view.published_ideas]
    groups = count_values(view)
    about = "Pick a few that fit your problem, your people and your time. Read how sure one can be before you choose."
    context = {
        "page_type": "ideas",
        "title": "Change ideas",
        "crumbs": [Link("", "Home")],
        "about": about,
        "rows": rows,
        "total": count(len(rows), "idea"),
        "groups": groups,
        "problems_of_drivers": _problems_of_drivers(view, groups),
        "problems": bool(view.catalog.problems),
        "sorts": SORTS,
        "bands": EFFORT_BANDS,
    }
    return Page(
        url="ideas/",
        page_type="ideas",
        title="Change ideas",
        description=about,
        body=draw("ideas", context),
        search=(SearchEntry("", "Change ideas", about),),
    )


def _row(view: LibraryView, idea_id: str) -> _Row:
    idea, card = view.catalog.ideas[idea_id], view.cards[idea_id]
    return _Row(card, values_of(view, idea_id), " ".join([*idea.aliases, idea.concept or ""]).strip())


def _problems_of_drivers(view: LibraryView, groups: list[FacetGroup]) -> list[Link]:
    """The problems that have drivers, for the headings of that facet: id and title."""
    used = dict.fromkeys(value.of for group in groups for value in group.values if value.of)
    return [Link(problem_id, view.catalog.problems[problem_id].title) for problem_id in used]
