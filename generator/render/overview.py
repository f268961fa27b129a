"""Pages of which a site has one, such as the list of a kind; and those lists that several types of page stand under.

Not for what such a page lists (`pages/`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.view import Link

__all__ = ["HOME", "IDEAS", "PACKAGES", "PROBLEMS", "overview"]

HOME = Link("", "Home")
PROBLEMS = Link(
    "problems/",
    "Problems of practice",
    "Start with what your team wants to change. Each problem has its own menu of ideas, packages and cases.",
)
IDEAS = Link(
    "ideas/",
    "Change ideas",
    "Pick a few that fit your problem, your people and your time. Read how sure one can be before you choose.",
)
PACKAGES = Link(
    "packages/",
    "Change packages",
    "A package is a few ideas that belong together, chosen by people who know the problem, "
    "with how to choose and how to measure.",
)


def overview(
    page_type: str,
    here: Link,
    context: Mapping[str, Any],
    *,
    above: Sequence[Link] = (HOME,),
    found_by: str = "",
    entries: Iterable[SearchEntry] = (),
) -> Page:
    """The one page of a type: `here` is its address, its title and the sentence about it below the title.

    `context` is what its template prints besides. The search finds it by that sentence, unless by `found_by`, and its
    parts by their `entries`.
    """
    given = {"page_type": page_type, "title": here.title, "crumbs": above, "about": here.note}
    return Page(
        url=here.url,
        page_type=page_type,
        title=here.title,
        description=here.note,
        body=draw(page_type, {**given, **context}),
        search=(SearchEntry("", here.title, found_by or here.note), *entries),
    )
