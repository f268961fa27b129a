"""The registry of page types: where the pages of each are, and the function of this folder that draws one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model.library import Page
from generator.model.tools import TOOL_IDS
from generator.render.pages.cards import draw_cards, with_cards
from generator.render.pages.case import draw_case, draw_case_index
from generator.render.pages.contribute import draw_contribute, draw_fields, draw_messages
from generator.render.pages.data import draw_data, draw_health
from generator.render.pages.evidence import draw_evidence
from generator.render.pages.glossary import draw_glossary
from generator.render.pages.handout import draw_handout
from generator.render.pages.home import draw_home
from generator.render.pages.hub import draw_hub
from generator.render.pages.idea import draw_idea
from generator.render.pages.measure import draw_measure, draw_measure_index
from generator.render.pages.menu import draw_menu, list_pages
from generator.render.pages.method import draw_method, draw_method_index
from generator.render.pages.package import draw_package, draw_package_index, draw_package_print
from generator.render.pages.plan import draw_plan
from generator.render.pages.problem import draw_problem, draw_problem_index
from generator.render.pages.references import draw_references
from generator.render.pages.tools import draw_tool, draw_tool_index
from generator.render.pages.written import draw_written
from generator.render.view import LibraryView

__all__ = ["PAGE_TYPES", "PageType"]


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of page: its address, what draws it and, where there are many, the ids that stand for `{}` in it."""

    url: str
    draw: Callable[..., Page]
    ids: Callable[[LibraryView], Iterable[str]] | None = None

    def pages(self, view: LibraryView) -> Iterator[tuple[str, str | None]]:
        """The address of each page of the type, and the id of what it is about; None where there is but one."""
        if self.ids is None:
            yield self.url, None
        else:
            for found in self.ids(view):
                yield self.url.format(found), found


PAGE_TYPES: dict[str, PageType] = {
    "home": PageType("", draw_home),
    "problems": PageType("problems/", draw_problem_index),
    "problem": PageType("problems/{}/", draw_problem, lambda view: view.catalog.problems),
    "ideas": PageType("{}/", draw_menu, list_pages),
    "idea": PageType("ideas/{}/", draw_idea, lambda view: view.catalog.ideas),
    "handout": PageType("ideas/{}/handout/", draw_handout, lambda view: view.catalog.ideas),
    "plan": PageType("ideas/{}/plan/", draw_plan, lambda view: view.catalog.ideas),
    "packages": PageType("packages/", draw_package_index),
    "package": PageType("packages/{}/", draw_package, lambda view: view.catalog.packages),
    "package_print": PageType("packages/{}/print/", draw_package_print, lambda view: view.catalog.packages),
    "cards": PageType("{}/cards/", draw_cards, with_cards),
    "cases": PageType("cases/", draw_case_index),
    "case": PageType("cases/{}/", draw_case, lambda view: view.catalog.cases),
    "measures": PageType("measures/", draw_measure_index),
    "measure": PageType("measures/{}/", draw_measure, lambda view: view.catalog.measures),
    "methods": PageType("methods/", draw_method_index),
    "method": PageType("methods/{}/", draw_method, lambda view: view.catalog.methods),
    "hub": PageType("hubs/{}/", draw_hub, lambda view: view.catalog.hubs),
    "tools": PageType("tools/", draw_tool_index),
    "tool": PageType("tools/{}/", draw_tool, lambda _: TOOL_IDS),
    "glossary": PageType("glossary/", draw_glossary),
    "references": PageType("references/", draw_references),
    "evidence": PageType("evidence/", draw_evidence),
    "data": PageType("data/", draw_data),
    "health": PageType("data/health/", draw_health),
    "contribute": PageType("contribute/", draw_contribute),
    "fields": PageType("contribute/fields/", draw_fields),
    "messages": PageType("contribute/messages/", draw_messages),
    "written": PageType("{}", draw_written, lambda view: view.written),
}
"""Page type -> where its pages are and what draws them."""
