"""The two ratings of an idea, as data: what `rate` computes and pages show. They are never averaged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

__all__ = [
    "CAUTIONS",
    "NOT_RATED",
    "RUNGS",
    "TIERS",
    "Abandoned",
    "Finding",
    "PracticeRating",
    "Rating",
    "Reason",
    "ResearchRating",
    "shared",
]

TIERS = {1: "Strong", 2: "Moderate", 3: "Promising", 4: "Rationale"}
"""Tiers of the Every Student Succeeds Act, section 8101(21)(A); None stands for 'not rated'."""

NOT_RATED = "Not rated"
"""Where no tier is reached."""

RUNGS = (
    "Not yet tested",
    "Tried",
    "Tested",
    "Works in one place",
    "Works in several places",
    "At scale",
)
"""The practice ladder, from 0."""

CAUTIONS = {"negative": "worse results", "mixed": "mixed results", "null": "no clear difference"}
"""Effects that speak against an idea, the gravest first, in words."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One clause of a rule: to which step it belongs, whether the facts meet it, and a sentence that says so."""

    step: int
    passed: bool
    text: str


def shared(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The same reasons, each once for all ideas: few sentences are said of most of them."""
    return tuple(map(_once, reasons))


@lru_cache(maxsize=2_048)
def _once(reason: Reason) -> Reason:
    return reason


@dataclass(frozen=True, slots=True)
class Finding:
    """A null, mixed or negative finding that is said before anything else."""

    effect: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class ResearchRating:
    """The highest tier that the study facts support, with its reasons."""

    tier: int | None
    reasons: tuple[Reason, ...]
    cautions: tuple[Finding, ...]
    missing: str | None
    """What is missing for the next tier; None at the top."""

    @property
    def label(self) -> str:
        """The tier in a word."""
        return TIERS[self.tier] if self.tier else NOT_RATED


@dataclass(frozen=True, slots=True)
class Abandoned:
    """A place that gave an idea up, and why."""

    place: str
    cycle: int
    why: str


@dataclass(frozen=True, slots=True)
class PracticeRating:
    """The rung that the log of tests supports, with its reasons and counts."""

    rung: int
    reasons: tuple[Reason, ...]
    missing: str | None
    places: tuple[str, ...]
    """Ids of the places that tested it."""
    cycles: int
    adopted: int
    adapted: int
    abandoned: int
    last_test: dt.date | None
    given_up: tuple[Abandoned, ...]

    @property
    def label(self) -> str:
        """The rung in words."""
        return RUNGS[self.rung]


@dataclass(frozen=True, slots=True)
class Rating:
    """Both ratings of one idea."""

    research: ResearchRating
    practice: PracticeRating
