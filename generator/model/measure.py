"""A measure: what is counted, how, how often and at what cost to people."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.record import Record
from generator.model.types import Line, Plain, Prose, Ref, Word

__all__ = ["Good", "Level", "Measure"]

Good = Literal["up", "down"]
Level = Literal["outcome", "interim", "pdsa", "implementation", "balancing", "experience"]


class Measure(Record):
    """One measure a file: `content/measures/<id>.yml`."""

    title: Line
    """Its short name."""
    level: Level
    """Which question it answers."""
    question: Plain
    """The question in plain words."""
    definition: Prose
    """Exactly what is counted."""
    numerator: Prose | None = None
    """What is counted above the line."""
    denominator: Prose | None = None
    """Out of what."""
    unit: Line
    """percent, days, points, count..."""
    good: Good | None = None
    """Which direction is better: up or down; leave out when neither is."""
    frequency: Plain
    """How often to look."""
    source: Prose
    """Where the data are; best is what the school already holds."""
    burden: Annotated[str, Word("burdens")] | None = None
    """What it costs people to collect."""
    counts_people: bool = True
    """Whether it counts pupils or other people; then groups under 11 are refused."""
    minimum_n: Annotated[int, Field(ge=11)] | None = None
    """Smallest group that may be shown when it counts people; never under 11."""
    limits: list[Prose] = []
    """What it does not tell, and how it can mislead."""
    references: list[Annotated[str, Ref("reference")]] = []
    """Sources of the definition."""
