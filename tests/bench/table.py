"""The figures of one size as a table that people read, with the goals beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["GOALS", "shown"]

GOALS = {"build_of_plain": 0.5, "edit_of_plain": 0.05, "check_cpu": 2.0, "peak_mb": 300.0}
"""Share of plain MkDocs's CPU, CPU seconds of `check`, memory of any command in MB."""
OF_SO_MANY = 1000
"""Number of ideas that the goals of speed are for."""

_NAMES = {
    "plain": "plain MkDocs-Material, any build",
    "build": "changepack build, from nothing",
    "edit": "changepack build, one idea edited",
    "same": "changepack build, nothing changed",
    "check": "changepack check",
}


def shown(result: Mapping[str, Any]) -> str:
    """A table: the commands, then the stages of one build, then sizes."""
    return "\n".join([*_heading(result), "", *_commands(result), "", *_stages(result), "", *_sizes(result), ""])


def _heading(result: Mapping[str, Any]) -> Iterator[str]:
    size = result["sizes"]
    yield f"{result['ideas']:,} ideas of {size['idea_bytes']:,} bytes of YAML, and what they stand on"
    yield f"pages: {size['pages']:,} (plain: {size['plain_pages']:,}); goals of speed are for {OF_SO_MANY:,} ideas"


def _commands(result: Mapping[str, Any]) -> Iterator[str]:
    costs = result["costs"]
    goals = {
        "build": ("of_plain", GOALS["build_of_plain"], "under 0.50 of plain"),
        "edit": ("of_plain", GOALS["edit_of_plain"], "under 0.05 of plain"),
        "check": ("cpu", GOALS["check_cpu"], "under 2 s"),
    }
    yield f"{'':<36}{'CPU s':>8}{'of plain':>10}{'wall s':>8}{'peak MB':>9}   goal"
    for key, name in _NAMES.items():
        cost = {**costs[key], "of_plain": costs[key]["cpu"] / costs["plain"]["cpu"]}
        said = []
        if key in goals and result["ideas"] == OF_SO_MANY:
            figure, limit, words = goals[key]
            said.append(f"{words}: {_met(cost[figure], limit)}")
        if key != "plain":
            said.append(f"under 300 MB: {_met(cost['peak_mb'], GOALS['peak_mb'])}")
        figures = f"{cost['cpu']:>8.2f}{cost['of_plain']:>10.2f}{cost['wall']:>8.2f}{cost['peak_mb']:>9.0f}"
        yield f"{name:<36}{figures}   {', '.join(said)}".rstrip()


def _met(figure: float, limit: float) -> str:
    return "met" if figure < limit else "MISSED"


def _stages(result: Mapping[str, Any]) -> Iterator[str]:
    whole = sum(stage["cpu"] for stage in result["stages"])
    yield f"{'stages of one build from nothing':<36}{'CPU s':>8}{'share':>10}{'peak MB so far':>17}"
    for stage in result["stages"]:
        cpu = stage["cpu"]
        yield f"  {stage['stage']:<34}{cpu:>8.2f}{cpu / whole:>10.0%}{stage['peak_mb']:>17.0f}"


def _sizes(result: Mapping[str, Any]) -> Iterator[str]:
    size = result["sizes"]
    yield f"{'bytes':<36}{'as it is':>12}{'compressed':>12}"
    yield f"  {'menu: its page and its table':<34}{size['menu_bytes']:>12,}{size['menu_compressed']:>12,}"
    yield f"  {'search, all its pieces':<34}{size['search_bytes']:>12,}{size['search_compressed']:>12,}"
    yield f"  {'whole site':<34}{size['site_bytes']:>12,}"
    yield f"  {'whole plain site':<34}{size['plain_site_bytes']:>12,}"
