"""The planner of an idea's first test: a sheet for paper that becomes a form kept in the browser."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.library import Page
from generator.render.environment import draw
from generator.render.plan_sheet import plan_sheet
from generator.render.view import LibraryView, Link

__all__ = ["draw_plans"]


def draw_plans(view: LibraryView) -> Iterator[Page]:
    """A planner for every idea that has a page."""
    for idea_id, idea in view.catalog.ideas.items():
        url = f"ideas/{idea_id}/"
        title = f"Plan a test: {idea.title}"
        context = {
            "page_type": "plan",
            "title": title,
            "crumbs": [Link("", "Home"), Link("ideas/", "Change ideas"), Link(url, idea.title)],
            "sheet": plan_sheet(view, idea_id, idea),
        }
        yield Page(
            url=f"{url}plan/", page_type="plan", title=title, description=idea.summary, body=draw("plan", context)
        )
