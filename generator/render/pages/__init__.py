"""The registry of page types: each has a function in a module of this folder and a template of the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model.library import Page
from generator.render.pages.cards import draw_cards
from generator.render.pages.case import draw_case_index, draw_cases
from generator.render.pages.contribute import draw_contribute, draw_fields, draw_messages
from generator.render.pages.data import draw_data, draw_health
from generator.render.pages.evidence import draw_evidence
from generator.render.pages.glossary import draw_glossary
from generator.render.pages.handout import draw_handouts
from generator.render.pages.home import draw_home
from generator.render.pages.hub import draw_hubs
from generator.render.pages.idea import draw_ideas
from generator.render.pages.measure import draw_measure_index, draw_measures
from generator.render.pages.menu import draw_menu
from generator.render.pages.method import draw_method_index, draw_methods
from generator.render.pages.package import draw_package_index, draw_package_prints, draw_packages
from generator.render.pages.plan import draw_plans
from generator.render.pages.problem import draw_problem_index, draw_problems
from generator.render.pages.references import draw_references
from generator.render.pages.tools import draw_tool_index, draw_tools
from generator.render.pages.written import draw_written
from generator.render.view import LibraryView

__all__ = ["PAGE_TYPES"]

PAGE_TYPES: dict[str, Callable[[LibraryView], Iterator[Page]]] = {
    "home": draw_home,
    "problems": draw_problem_index,
    "problem": draw_problems,
    "ideas": draw_menu,
    "idea": draw_ideas,
    "handout": draw_handouts,
    "plan": draw_plans,
    "packages": draw_package_index,
    "package": draw_packages,
    "package_print": draw_package_prints,
    "cards": draw_cards,
    "cases": draw_case_index,
    "case": draw_cases,
    "measures": draw_measure_index,
    "measure": draw_measures,
    "methods": draw_method_index,
    "method": draw_methods,
    "hub": draw_hubs,
    "tools": draw_tool_index,
    "tool": draw_tools,
    "glossary": draw_glossary,
    "references": draw_references,
    "evidence": draw_evidence,
    "data": draw_data,
    "health": draw_health,
    "contribute": draw_contribute,
    "fields": draw_fields,
    "messages": draw_messages,
    "written": draw_written,
}
"""Page type -> what draws all its pages."""
