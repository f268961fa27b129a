"""The handout of an idea: one page of paper, Letter or A4, for a meeting without screens."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.change_idea import ChangeIdea
from generator.model.library import Page
from generator.render.environment import draw
from generator.render.handout import handout
from generator.render.headline import headline
from generator.render.view import LibraryView, Link
from generator.render.words import day

__all__ = ["draw_handouts"]


def draw_handouts(view: LibraryView) -> Iterator[Page]:
    """A handout for every idea that has a page."""
    for idea_id, idea in view.catalog.ideas.items():
        yield _page(view, idea_id, idea)


def _page(view: LibraryView, idea_id: str, idea: ChangeIdea) -> Page:
    url = f"ideas/{idea_id}/"
    head = headline(view, idea_id, idea)
    context = {
        "page_type": "handout",
        "title": idea.title,
        "crumbs": [Link("", "Home"), Link("ideas/", "Change ideas"), Link(url, idea.title)],
        "here": "Handout",
        "idea": idea,
        "url": url,
        "address": view.public_url(url),
        "problems": view.problem_titles(idea.problems),
        "head": head,
        "sheet": handout(view, idea, head),
        "from": _origin(view, idea),
    }
    return Page(
        url=f"{url}handout/",
        page_type="handout",
        title=f"Handout: {idea.title}",
        description=idea.summary,
        body=draw("handout", context),
    )


def _origin(view: LibraryView, idea: ChangeIdea) -> str:
    """Site, state, version and license in one line."""
    written = idea.reviewed or idea.added
    parts = [
        {"draft": "Draft", "retired": "No longer recommended"}.get(idea.status, ""),
        view.settings.site_name,
        f"version of {day(written)}" if written else "",
        idea.license or "",
    ]
    return ", ".join(part for part in parts if part)
