"""The traction check as a sheet: its questions, the zone for every set of answers, and what a hub can do in each zone.

The rule is `improvement.traction.read_zone`; the script only looks up what it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

from generator.improvement.traction import (
    RULES,
    SIGNS,
    ZONES,
    Depth,
    Ownership,
    Spread,
    Sustainability,
    Zone,
    ZoneReading,
    read_zone,
)
from generator.render.structured import data_element
from generator.render.tools.reading import pages_of, sources_of
from generator.render.view import LibraryView

__all__ = ["HUB_MOVES", "HubMove", "every_reading", "traction_context"]


@dataclass(frozen=True, slots=True)
class HubMove:
    """Something that a hub or a coach can do for a site, and how to begin."""

    title: str
    begin: str


HUB_MOVES: dict[Zone, tuple[HubMove, ...]] = {
    "A": (
        HubMove("Build trust first", "Ask what the site is already working on, and listen. Bring no deadlines."),
        HubMove("Hold the space and the promise", "Fix the next three dates before you plan anything else."),
        HubMove(
            "Ask for a team across jobs",
            "A teacher, a counselor and someone who may decide: one or two willing people cannot carry it alone.",
        ),
    ),
    "B": (
        HubMove("Help to choose deep ideas", "Bring a short list with a picture of each, and one who has done it."),
        HubMove("Make it plain logic", "Ask: how would this reach the aim, and what would we see within two weeks?"),
        HubMove(
            "Fit the work to the site's own goals",
            "Ask which goal it serves. Let the team choose the idea.",
        ),
    ),
    "C": (
        HubMove("Widen the team on purpose", "Invite a colleague whom others follow, and a leader who can give time."),
        HubMove("Weave it in", "Bring what was learned into meetings that exist: departments, grade levels, staff."),
        HubMove("Show quick signs", "Put the data of small tests on one page: others see why to try it."),
    ),
    "D": (
        HubMove("Hand the work over", "Agree who leads what, and when you stop coming to every meeting."),
        HubMove(
            "Build it into rules and time", "Ask what would be lost if two people left, and write that down first."
        ),
        HubMove("Keep to a few things, done well", "Follow the interim measure and the aim, and ask who pays for it."),
    ),
    "E": (
        HubMove("Let the site teach others", "Ask it to show another site how it began, with what failed on the way."),
        HubMove("Keep watching", "Look at the aim and at harm each term: new people and new rules come."),
    ),
}
"""What helps in each zone. The report names six moves that helped work to take hold and does not sort them by zone: the
sorting is ours, and nothing is known for E, where no site was."""


def every_reading() -> list[ZoneReading]:
    """The reading of every set of answers: depth, ownership, spread, sustainability, effect (changing fastest)."""
    answers = product(Depth, Ownership, Spread, Sustainability, (False, True))
    return [
        read_zone(spread, depth, ownership, sustainability, impact_shown=shown)
        for depth, ownership, spread, sustainability, shown in answers
    ]


def traction_context(view: LibraryView) -> dict[str, Any]:
    """Signs, zones and moves for the page; zones and reasons of all sets of answers for the script."""
    readings = every_reading()
    reasons = list(dict.fromkeys(reason for reading in readings for reason in reading.reasons))
    next_steps = {reading.zone: reading.next_step for reading in readings}
    zones = [
        {"zone": zone, "title": title, "rule": RULES[zone], "next": next_steps[zone] or "", "moves": HUB_MOVES[zone]}
        for zone, title in ZONES.items()
    ]
    data = {
        "signs": [{"id": sign.id, "steps": len(sign.steps)} for sign in SIGNS],
        "reasons": reasons,
        "readings": [[reading.zone, *(reasons.index(reason) for reason in reading.reasons)] for reading in readings],
        "zones": {zone["zone"]: {"title": zone["title"], "next": zone["next"]} for zone in zones},
    }
    return {
        "signs": SIGNS,
        "zones": zones,
        "data": data_element("cp-traction-data", data),
        "sources": sources_of(view, "gallagher-2022-traction"),
        "further": pages_of(view, "learn/traction/", "learn/six-hub-moves/"),
    }
