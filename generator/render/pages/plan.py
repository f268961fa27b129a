"""The planner of an idea's first test: a sheet for paper that becomes a form kept in the browser.

The page is the same for every idea but for a few texts. So it is drawn once, with marks in their places, and cut at the
marks; each idea's texts, escaped, are set between the pieces.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from typing import Any

from markupsafe import Markup

from generator.model.library import Page
from generator.render.environment import draw, macro
from generator.render.escaping import escaped
from generator.render.overview import HOME, IDEAS
from generator.render.plan_sheet import PlanSheet, plan_sheet
from generator.render.view import LibraryView, Link

__all__ = ["draw_plan"]

_MARK = re.compile("\x03([a-z_]+)\x03")
"""Control characters stand in no source; `load` refuses them."""
_TEXTS = tuple(field.name for field in fields(PlanSheet))


def draw_plan(view: LibraryView, idea_id: str) -> Page:
    """The planner of an idea."""
    idea = view.catalog.ideas[idea_id]
    pieces = _pieces()
    sheet = plan_sheet(view, idea_id, idea)
    texts = {name: getattr(sheet, name) for name in _TEXTS}
    texts["hints"] = macro("plan_parts", "hints")(sheet)
    return Page(
        url=f"ideas/{idea_id}/plan/",
        page_type="plan",
        title=f"Plan a test: {idea.title}",
        description=idea.summary,
        body="".join(escaped(texts[piece]) if at % 2 else piece for at, piece in enumerate(pieces)),
    )


@cache
def _pieces() -> list[str]:
    """The page with marks in place of an idea's texts, cut at them: text and name of a mark by turns."""
    marks: dict[str, Any] = {name: f"\x03{name}\x03" for name in _TEXTS}
    sheet = PlanSheet(**marks)
    crumbs = [HOME, IDEAS, Link(f"ideas/{sheet.idea}/", sheet.idea_title)]
    title = f"Plan a test: {sheet.idea_title}"
    context = {"page_type": "plan", "title": title, "crumbs": crumbs, "sheet": sheet, "hints": Markup("\x03hints\x03")}
    return _MARK.split(draw("plan", context))
