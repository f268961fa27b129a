"""A problem of practice, what drives it and how to see it in one's own data."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.answer import Answer
from generator.model.record import Record
from generator.model.types import Claim, Id, Line, Plain, Prose, Ref, Word

__all__ = ["Driver", "Problem", "SecondaryDriver", "SeeItInYourData"]


class SecondaryDriver(Record):
    """A part of a main driver that a change idea can move."""

    id: Id
    """Short id, unique in the problem."""
    title: Line
    """What must be true, or happen."""
    note: Claim | None = None
    """Why it matters, with sources."""


class Driver(Record):
    """A main driver: one of the few things that most decide the result."""

    id: Id
    """Short id, unique in the problem."""
    title: Line
    """What must be true, or happen."""
    note: Claim | None = None
    """Why it matters, with sources."""
    secondary: list[SecondaryDriver] = []
    """Its parts."""


class SeeItInYourData(Record):
    """Four steps from a number to a first test."""

    variation: Prose
    """How to see where the problem is large and small."""
    go_deeper: Prose
    """How to learn why, in schools and with students."""
    find_ideas: Prose
    """Where to look for ideas and bright spots, inside and outside."""
    test: Prose
    """How to test and measure a first change."""


class Problem(Record):
    """One problem of practice a file: `content/problems/<id>.yml`."""

    title: Line
    """The problem as a team would say it."""
    question: Plain
    """The question that a team asks itself."""
    summary: Plain
    """What it is, in one or two sentences."""
    why: Claim | None = None
    """Why it matters, with sources."""
    drivers: Annotated[list[Driver], Field(max_length=12)] = []
    """What drives it."""
    see_it_in_your_data: SeeItInYourData | None = None
    """Four steps from a number to a first test."""
    measures: list[Annotated[str, Ref("measure")]] = []
    """Measures of the problem itself."""
    state_priorities: list[Annotated[str, Word("state-priorities")]] = []
    """State priorities that it belongs to."""
    related: list[Annotated[str, Ref("problem")]] = []
    """Problems close to it."""
    references: list[Annotated[str, Ref("reference")]] = []
    """Sources for further reading."""
    answers: list[Answer] = []
    """Why a warning about this record is all right."""
