"""The menu of ideas: facets and a table for its script, and the plain list of all ideas for whoever has no script.

The plain list goes by title, so many ideas a page; the first page is the menu's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.model.library import Page
from generator.model.rating import NOT_RATED, RUNGS, TIERS
from generator.render.environment import draw
from generator.render.facets import RUNG_IDS, TIER_IDS, count_values
from generator.render.menu_data import first_file
from generator.render.overview import HOME, IDEAS, overview
from generator.render.view import LibraryView, Link
from generator.render.words import EFFORT_BANDS, count

__all__ = ["ON_A_PAGE", "SORTS", "draw_menu", "list_pages"]

ON_A_PAGE = 100
"""Ideas on one page of the plain list."""
SORTS = (("title", "Title"), ("evidence", "Strongest research"), ("effort", "Least effort"), ("newest", "Newest"))
"""Orders of the list: the value in addresses and its words; the first is the order of the page itself."""
_MOST_VALUES = 24
"""Values of a facet that are seen at once; more of them are folded."""


def list_pages(view: LibraryView) -> Iterator[str]:
    """Where the menu and the later pages of the plain list are: `ideas`, `ideas/2` and so on."""
    yield "ideas"
    for number in range(2, -(-len(view.published_ideas) // ON_A_PAGE) + 1):
        yield f"ideas/{number}"


def draw_menu(view: LibraryView, at: str = "ideas") -> Page:
    """The menu with the first page of the plain list, or a later page of the list."""
    number = int(at.partition("/")[2] or 1)
    pages = _list_links(view)
    part = view.published_ideas[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    context = {
        "page_type": "ideas",
        "pages": pages,
        "here": number,
        "total": count(len(view.published_ideas), "idea"),
        "rows": [view.idea_row(view.cards[idea_id], 3) for idea_id in part],
    }
    if number > 1:
        title = f"Change ideas, page {number} of {len(pages)}"
        body = draw("ideas_list", {**context, "title": title, "crumbs": [HOME, IDEAS]})
        return Page(f"{at}/", "ideas", title, IDEAS.note, body)
    return overview("ideas", IDEAS, {**context, **_menu(view)})


def _list_links(view: LibraryView) -> list[Link]:
    """The pages of the plain list: address, number, and the word that the first title begins with."""
    links = []
    for number, idea_id in enumerate(view.published_ideas[::ON_A_PAGE], start=1):
        word = view.cards[idea_id].title.split()[0][:14]
        links.append(Link("ideas/" if number == 1 else f"ideas/{number}/", str(number), word))
    return links


def _menu(view: LibraryView) -> dict[str, Any]:
    """What only the menu has: its form, and the parts from which its script draws."""
    return {
        "groups": count_values(view),
        "problems": bool(view.catalog.problems),
        "sorts": SORTS,
        "bands": EFFORT_BANDS,
        "most": _MOST_VALUES,
        "tiers": [(tier_id, tier, TIERS[tier] if tier else NOT_RATED) for tier, tier_id in TIER_IDS.items()],
        "rungs": [(rung_id, rung, RUNGS[rung]) for rung, rung_id in enumerate(RUNG_IDS)],
        "data": first_file(view),
    }
