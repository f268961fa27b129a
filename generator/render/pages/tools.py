"""The tools, in the order of a team's path: choose, compare, plan, watch, check, understand. And their index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.tools.run_chart import run_chart_context
from generator.render.view import LibraryView, Link

__all__ = ["TOOLS", "Tool", "draw_tool_index", "draw_tools"]

Context = Callable[[LibraryView], dict[str, Any]]


def _nothing(_view: LibraryView) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its address below `/tools/`, its name, what it gives in one sentence, and what its page is drawn from."""

    id: str
    title: str
    summary: str
    group: str
    context: Context = _nothing


TOOLS: tuple[Tool, ...] = (
    Tool(
        "run-chart",
        "Run chart",
        "Type or paste dates and values, mark your change, and see whether something changed.",
        "Watch what happens",
        run_chart_context,
    ),
)
"""To add a tool: an entry here, a template `pages/tools/<id>.html.j2` and, where it needs one, a script."""


def draw_tool_index(_view: LibraryView) -> Iterator[Page]:
    """The list of all tools; none without tools."""
    if not TOOLS:
        return
    about = (
        "Choose a change for a reason, plan a first test, watch what happens. Nothing that you type leaves your device."
    )
    groups = {tool.group: [other for other in TOOLS if other.group == tool.group] for tool in TOOLS}
    links = {
        group: [Link(f"tools/{tool.id}/", tool.title, tool.summary) for tool in tools]
        for group, tools in groups.items()
    }
    context = {"page_type": "tools", "title": "Tools", "crumbs": [Link("", "Home")], "about": about, "groups": links}
    yield Page("tools/", "tools", "Tools", about, draw("tools", context), search=(SearchEntry("", "Tools", about),))


def draw_tools(view: LibraryView) -> Iterator[Page]:
    """A page for every tool."""
    for tool in TOOLS:
        context = {
            "page_type": "tool",
            "title": tool.title,
            "crumbs": [Link("", "Home"), Link("tools/", "Tools")],
            "tool": tool,
            **tool.context(view),
        }
        yield Page(
            url=f"tools/{tool.id}/",
            page_type="tool",
            title=tool.title,
            description=tool.summary,
            body=draw(f"tools/{tool.id}", context),
            search=(SearchEntry("", tool.title, tool.summary),),
        )
