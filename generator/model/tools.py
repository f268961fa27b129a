"""Ids of the tools below `/tools/`, for links in prose (`tool:run-chart`). Their pages are in `render.pages.tools`."""

from __future__ import annotations

__all__ = ["TOOL_IDS"]

TOOL_IDS: tuple[str, ...] = (
    "choose",
    "shortlist",
    "compare",
    "vote",
    "plan",
    "run-chart",
    "tried",
    "three-questions",
    "traction",
    "capacity",
    "fishbone",
    "driver-diagram",
    "process-map",
    "interview",
)
"""In the order of the path that they follow."""
