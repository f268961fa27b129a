"""The tools, in the order of a team's path: choose, compare, plan, watch, check, understand. And their index."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.overview import HOME, overview
from generator.render.tools.capacity import capacity_context
from generator.render.tools.decide import choose_context, ideas_context
from generator.render.tools.plan import plan_context
from generator.render.tools.run_chart import run_chart_context
from generator.render.tools.three_questions import three_questions_context
from generator.render.tools.traction import traction_context
from generator.render.tools.tried import tried_context
from generator.render.tools.understand import interview_context, sketch_context
from generator.render.view import LibraryView, Link

__all__ = ["TOOLS", "Tool", "draw_tool", "draw_tool_index"]

_INDEX = Link(
    "tools/",
    "Tools",
    "Choose a change for a reason, plan a first test, watch what happens. Nothing that you type leaves your device.",
)
Context = Callable[[LibraryView], dict[str, Any]]


def _nothing(_view: LibraryView) -> dict[str, Any]:
    return {}


def _shortlist_context(view: LibraryView) -> dict[str, Any]:
    return {**ideas_context(view), "site": view.settings.site_name}


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its address below `/tools/`, its name, what it gives in one sentence, and what its page is drawn from."""

    id: str
    title: str
    summary: str
    group: str
    context: Context = _nothing
    shared_template: str = ""
    """Template that several tools share; otherwise it is called as the tool."""

    @property
    def template(self) -> str:
        """The template of its page, below `pages/tools/`."""
        return self.shared_template or self.id


TOOLS: tuple[Tool, ...] = (
    Tool(
        "choose",
        "Help me choose",
        "Four questions lead to at most three ideas, with the reasons for each and what speaks against it.",
        "Choose",
        choose_context,
    ),
    Tool(
        "shortlist",
        "Shortlist",
        "The ideas that you kept: in your order, to share as a link, and to print as one pack.",
        "Choose",
        _shortlist_context,
    ),
    Tool(
        "compare",
        "Compare",
        "Two to four ideas side by side; where they differ stands out.",
        "Choose",
        ideas_context,
    ),
    Tool(
        "vote",
        "Team vote",
        "Place the ideas by effort and expected effect, each of you alone; then decide by reasons, not by volume.",
        "Choose",
        ideas_context,
    ),
    Tool(
        "plan",
        "Plan a test",
        "A sheet for a small test: what you want to learn, what you think will happen, what happened, what you decide.",
        "Plan a test",
        plan_context,
    ),
    Tool(
        "run-chart",
        "Run chart",
        "Type or paste dates and values, mark your change, and see whether something changed.",
        "Watch what happens",
        run_chart_context,
    ),
    Tool(
        "tried",
        "Tell what happened",
        "A short form for a test that you ran: it makes a row for the log of tests, so that others can learn from it.",
        "Watch what happens",
        tried_context,
    ),
    Tool(
        "three-questions",
        "Three questions",
        "Can we do it here? Does it seem to matter? Does it move the aim without harm? And what to do next.",
        "Check the work",
        three_questions_context,
    ),
    Tool(
        "traction",
        "Traction check",
        "Four signs say whether the work takes hold: in which of five zones it stands, and what would move it.",
        "Check the work",
        traction_context,
    ),
    Tool(
        "capacity",
        "Capacity self-assessment",
        "Six areas, five levels, one honest talk: how ready is your organization to improve?",
        "Check the work",
        capacity_context,
    ),
    Tool(
        "fishbone",
        "Fishbone",
        "Collect the causes of a problem on the bones of a fish, drawn while you type.",
        "Understand the problem",
        sketch_context("fishbone"),
        "sketch",
    ),
    Tool(
        "driver-diagram",
        "Driver diagram",
        "Write your aim, what drives it and your changes; see your theory as a picture.",
        "Understand the problem",
        sketch_context("driver-diagram"),
        "sketch",
    ),
    Tool(
        "process-map",
        "Process map",
        "Write what really happens step by step, and where it goes wrong.",
        "Understand the problem",
        sketch_context("process-map"),
        "sketch",
    ),
    Tool(
        "interview",
        "Empathy interview",
        "A guide and a sheet for notes, for a short talk about what school is like.",
        "Understand the problem",
        interview_context,
    ),
)
"""To add a tool: an entry here, a template `pages/tools/<id>.html.j2` and, where it needs one, a script."""
_BY_ID = {tool.id: tool for tool in TOOLS}


def draw_tool_index(_view: LibraryView) -> Page:
    """The list of all tools."""
    groups = {tool.group: [other for other in TOOLS if other.group == tool.group] for tool in TOOLS}
    links = {
        group: [Link(f"tools/{tool.id}/", tool.title, tool.summary) for tool in tools]
        for group, tools in groups.items()
    }
    return overview("tools", _INDEX, {"groups": links})


def draw_tool(view: LibraryView, tool_id: str) -> Page:
    """The page of a tool."""
    tool = _BY_ID[tool_id]
    context = {
        "page_type": "tool",
        "title": tool.title,
        "crumbs": [HOME, _INDEX],
        "tool": tool,
        **tool.context(view),
    }
    return Page(
        url=f"tools/{tool_id}/",
        page_type="tool",
        title=tool.title,
        description=tool.summary,
        body=draw(f"tools/{tool.template}", context),
        search=(SearchEntry("", tool.title, tool.summary),),
    )
