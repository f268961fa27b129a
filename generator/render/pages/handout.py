"""The handout of an idea: one page of paper, Letter or A4, for a meeting without screens."""

from __future__ import annotations

from generator.model.library import Page
from generator.render.citing import origin
from generator.render.environment import draw
from generator.render.handout import handout
from generator.render.headline import headline
from generator.render.overview import HOME, IDEAS
from generator.render.view import LibraryView, Link

__all__ = ["draw_handout"]


def draw_handout(view: LibraryView, idea_id: str) -> Page:
    """The handout of an idea."""
    idea = view.catalog.ideas[idea_id]
    url = f"ideas/{idea_id}/"
    head = headline(view, idea_id, idea)
    standing = view.cards[idea_id].standing
    context = {
        "page_type": "handout",
        "title": idea.title,
        "crumbs": [HOME, IDEAS, Link(url, idea.title)],
        "short_title": "Handout",
        "idea": idea,
        "url": url,
        "address": view.public_url(url),
        "problems": view.problem_titles(idea.problems),
        "head": head,
        "sheet": handout(view, idea, head),
        "from": f"{standing}, {origin(view, idea)}" if standing else origin(view, idea),
    }
    return Page(
        url=f"{url}handout/",
        page_type="handout",
        title=f"Handout: {idea.title}",
        description=idea.summary,
        body=draw("handout", context),
    )
