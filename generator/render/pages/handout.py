"""The handout of an idea: one page of paper, Letter or A4, for a meeting without screens."""

from __future__ import annotations

from generator.model.change_idea import ChangeIdea
from generator.model.library import Page
from generator.render.environment import draw
from generator.render.handout import handout
from generator.render.headline import headline
from generator.render.view import LibraryView, Link
from generator.render.words import STANDINGS, day

__all__ = ["draw_handout"]


def draw_handout(view: LibraryView, idea_id: str) -> Page:
    """The handout of an idea."""
    idea = view.catalog.ideas[idea_id]
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
        STANDINGS.get(idea.status, ""),
        view.settings.site_name,
        f"version of {day(written)}" if written else "",
        idea.license or "",
    ]
    return ", ".join(part for part in parts if part)
