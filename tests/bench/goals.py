"""What builds may cost, and whether they do: ratios to plain MkDocs and to Hugo, measured in the same run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["BESIDE", "GOALS", "NAMES", "THEIRS", "Goal", "costs", "goals_for", "verdict"]

BESIDE = {"plain": "of_plain", "hugo": "of_hugo"}
"""What is measured beside ours -> the figure that is CPU as a share of its CPU."""
NAMES = {
    "plain": "plain MkDocs-Material, the same pages",
    "hugo": "Hugo, the same pages",
    "records": "plain MkDocs-Material, a page a record",
    "build": "changepack build, from nothing",
    "edit": "changepack build, one idea edited",
    "same": "changepack build, nothing changed",
    "check": "changepack check",
    "shown": "changepack serve, until an edit shows",
}
"""The runs, as people read them."""
THEIRS = {*BESIDE, "records"}
"""The runs that are not ours. Neither of them keeps anything, so any build is as the first."""


@dataclass(frozen=True, slots=True)
class Goal:
    """The most that a figure of a run may be, at some numbers of ideas."""

    run: str
    figure: str
    most: float
    words: str
    ideas: tuple[int, ...]


GOALS = (
    Goal("build", "of_plain", 0.5, "at most 0.50 of plain", (1_000,)),
    Goal("build", "of_hugo", 1.0, "no more than Hugo", (1_000,)),
    Goal("build", "of_hugo", 0.6, "at most 0.60 of Hugo", (10_000,)),
    Goal("edit", "of_plain", 0.05, "at most 0.05 of plain", (1_000, 10_000)),
    Goal("shown", "cpu", 0.5, "at most 0.5 s", (1_000,)),
    Goal("check", "cpu", 2.0, "at most 2 s", (1_000,)),
)
"""Goals of speed. Those of memory are for every run of ours: see `goals_for`."""
_MOST_MB, _MOST_MB_OF_MANY, _MANY = 300, 400, 10_000


def goals_for(run: str, ideas: int) -> Iterator[Goal]:
    """The goals of a run with so many ideas."""
    yield from (goal for goal in GOALS if goal.run == run and ideas in goal.ideas)
    if run not in THEIRS:
        most = _MOST_MB if ideas < _MANY else _MOST_MB_OF_MANY
        yield Goal(run, "peak_mb", most, f"at most {most} MB", (ideas,))


def costs(result: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """What each run cost, with its shares of what was measured beside it; a share of what was not run is not there."""
    cpu = {run: cost["cpu"] for run, cost in result["costs"].items()}
    return {
        run: {**cost, **{share: cpu[run] / cpu[other] for other, share in BESIDE.items() if other in cpu}}
        for run, cost in result["costs"].items()
    }


def verdict(goal: Goal, cost: Mapping[str, float]) -> str:
    """Whether a run met a goal, in a word or two."""
    if goal.figure not in cost:
        return "not measured"
    return "met" if cost[goal.figure] <= goal.most else "MISSED"
