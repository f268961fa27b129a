"""How far improvement work has taken hold at a site: Coburn's four dimensions of scale, and the zones A to E.

A zone is a reading of what people say about their work, not a grade. Not for case records, which state a zone
with who rated it; this is the rule behind that word and behind the traction check.

Sources: Coburn, "Rethinking scale", Educational Researcher 32 (2003) 3-12, for the dimensions; Gallagher,
Cottingham and O'Meara, "Generating Traction with Continuous Improvement" (Policy Analysis for California
Education), section "Traction of Improvement Work" with figure 1, for the zones. The steps within a dimension
are ours, in its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

__all__ = [
    "RULES", "SIGNS", "ZONES", "Depth", "Ownership", "Sign", "Spread", "Sustainability", "Zone", "ZoneReading",
    "read_zone",
]  # fmt: skip

Zone = Literal["A", "B", "C", "D", "E"]

ZONES: dict[Zone, str] = {
    "A": "No traction: little or no improvement work",
    "B": "Low traction: shallow changes, a team spinning its wheels",
    "C": "Some traction: deep small tests that could scale",
    "D": "Traction: changes proven here are spreading",
    "E": "Impact at scale",
}
"""The zones in a few words; in the networks of 2020-21 no site had reached E."""

RULES: dict[Zone, str] = {
    "A": "Nothing has been tried, or only one or two people do it.",
    "B": "The changes are easy to count but far from the aim, or nobody at the site owns them. Spread does not help.",
    "C": "The changes go deep and the team owns them, but they stay within the team.",
    "D": "The changes go deep, are owned, and colleagues outside the team try or use them.",
    "E": "As in D; also they reach every student meant, leaders carry them, they are routine, and students gain.",
}
"""The rule of `read_zone` in words, to be read from the top: the first that fits, and E where all of it fits."""


class Spread(IntEnum):
    """Who does the work."""

    ALONE = 0
    """One or two people, or nobody."""
    TEAM = 1
    """A team."""
    BEYOND_TEAM = 2
    """Colleagues outside the team try or use the changes."""
    WHOLE_SYSTEM = 3
    """All departments and grade levels that are needed to reach every student meant."""


class Depth(IntEnum):
    """How much the changes change."""

    NOTHING_TRIED = 0
    """No change has been tried."""
    SHALLOW = 1
    """Easy to do and to count, but far from the aim or without evidence: an email, a celebration."""
    DEEP = 2
    """Changes what adults do with students, on grounds of research or established practice."""


class Ownership(IntEnum):
    """Whose work it is."""

    NOBODY = 0
    """It is done because someone outside asks for it."""
    TEAM = 1
    """The team, however small, is fully invested."""
    SITE = 2
    """Leaders of the site carry it too."""


class Sustainability(IntEnum):
    """What would keep it going without the people who began it."""

    NOTHING = 0
    """Nothing yet."""
    BEING_BUILT = 1
    """Policies, time and structures are being made for it."""
    ROUTINE = 2
    """It is how things are done here."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One of the four dimensions for people who answer: what to ask, and its steps in words, from least to most."""

    id: str
    title: str
    ask: str
    steps: tuple[str, ...]


SIGNS: tuple[Sign, ...] = (
    Sign(
        "depth",
        "Depth",
        "How much do the changes change?",
        (
            "No change has been tried yet.",
            "They are easy to do and to count, but far from the aim or without evidence: an email, an event.",
            "They change what adults do with students, for reasons that come from research or proven practice.",
        ),
    ),
    Sign(
        "ownership",
        "Ownership",
        "Whose work is it? Would it go on if the hub left tomorrow?",
        (
            "It is done because someone outside asks for it.",
            "The team, however small, is fully behind it.",
            "The leaders of the site carry it too.",
        ),
    ),
    Sign(
        "spread",
        "Spread",
        "Who does it?",
        (
            "One or two people, or nobody.",
            "A team.",
            "Colleagues outside the team try or use the changes.",
            "All departments and grade levels that are needed to reach every student meant.",
        ),
    ),
    Sign(
        "sustainability",
        "Sustainability",
        "Would it be there in three years, with other people?",
        (
            "Nothing would keep it going yet.",
            "Rules, time and structures are being made for it.",
            "It is how things are done here.",
        ),
    ),
)
"""The steps are those of `Depth`, `Ownership`, `Spread` and `Sustainability`, by their numbers."""


@dataclass(frozen=True, slots=True)
class ZoneReading:
    """The zone that the answers point to, the reasons, and what the next zone asks for."""

    zone: Zone
    reasons: tuple[str, ...]
    next_step: str | None
    """None in zone E."""

    @property
    def title(self) -> str:
        """The zone in a few words."""
        return ZONES[self.zone]


_NEXT_STEPS: dict[Zone, str | None] = {
    "A": "Form a team with time to meet, and test one change on a small scale.",
    "B": "Choose a change close to the aim, with evidence behind it, that the team itself wants to test.",
    "C": "Let colleagues outside the team try what works, with the backing of leaders.",
    "D": "Build the change into policies and routines until it reaches every student meant, and watch the aim.",
    "E": None,
}


def read_zone(
    spread: Spread, depth: Depth, ownership: Ownership, sustainability: Sustainability, *, impact_shown: bool = False
) -> ZoneReading:
    """The zone of a site; E also needs a shown effect on students (`impact_shown`).

    Depth and ownership come first: however widely a shallow change spreads, the site stays in zone B.
    """
    zone: Zone
    if depth == Depth.NOTHING_TRIED or spread == Spread.ALONE:
        zone, reasons = "A", _reasons_for_a(spread, depth)
    elif depth == Depth.SHALLOW or ownership == Ownership.NOBODY:
        zone, reasons = "B", _reasons_for_b(spread, depth, ownership)
    elif spread == Spread.TEAM:
        zone, reasons = "C", ["The changes go deep and the team owns them.", "They have not spread beyond the team."]
    else:
        zone, reasons = "D", ["The changes go deep, are owned, and spread beyond the team."]
        lacking = _lacking_for_e(spread, ownership, sustainability, impact_shown=impact_shown)
        zone = "D" if lacking else "E"
        reasons += lacking or ["The site owns them, they are routine everywhere, and students are better off."]
    return ZoneReading(zone, tuple(reasons), _NEXT_STEPS[zone])


def _reasons_for_a(spread: Spread, depth: Depth) -> list[str]:
    reasons = ["No change has been tried yet."] if depth == Depth.NOTHING_TRIED else []
    return reasons + (["There is no team: at most one or two people try."] if spread == Spread.ALONE else [])


def _reasons_for_b(spread: Spread, depth: Depth, ownership: Ownership) -> list[str]:
    reasons = []
    if depth == Depth.SHALLOW:
        reasons.append("The changes are easy to count but far from the aim, or without evidence.")
    if ownership == Ownership.NOBODY:
        reasons.append("Nobody at the site owns the work.")
    if spread >= Spread.BEYOND_TEAM:
        reasons.append("They have spread, but spread alone brings no effect and does not last.")
    return reasons


def _lacking_for_e(
    spread: Spread, ownership: Ownership, sustainability: Sustainability, *, impact_shown: bool
) -> list[str]:
    clauses = {
        "They do not yet reach every student meant.": spread < Spread.WHOLE_SYSTEM,
        "Leaders of the site do not yet carry them.": ownership < Ownership.SITE,
        "They are not yet routine.": sustainability < Sustainability.ROUTINE,
        "An effect on students is not yet shown.": not impact_shown,
    }
    return [sentence for sentence, lacks in clauses.items() if lacks]
