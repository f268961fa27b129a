"""The planner for any change: a blank sheet."""

from __future__ import annotations

from typing import Any

from generator.render.plan_sheet import PlanSheet
from generator.render.view import LibraryView

__all__ = ["plan_context"]


def plan_context(_view: LibraryView) -> dict[str, Any]:
    """What the page `tools/plan/` is drawn from."""
    return {"sheet": PlanSheet(), "hints": ""}
