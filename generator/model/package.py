"""A change package: a hub's aim, its theory of what drives it, and a few ideas to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from generator.model.answer import Answer
from generator.model.change_idea import Expert, Status
from generator.model.record import Record
from generator.model.types import Date, Id, Line, Plain, Prose, Ref

__all__ = ["Aim", "BigIdea", "Change", "ChangePackage", "Choice", "DiagramNode", "IdeaRole", "measures_of", "nodes_of"]


class Aim(Record):
    """What better looks like: for whom, how much, by when."""

    statement: Plain
    """The aim in one sentence."""
    population: Plain | None = None
    """For whom."""
    measure: Annotated[str, Ref("measure")] | None = None
    """Id of the outcome measure."""
    from_: Annotated[Plain | float | None, Field(alias="from")] = None
    """Where it stands now."""
    to: Plain | float | None = None
    """Where it should be."""
    by: Plain | None = None
    """By when."""
    example: bool = False
    """True when the numbers are an example for teams to replace by their own."""


class BigIdea(Record):
    """One of the few ideas that hold the package together."""

    title: Line
    """In a few words."""
    text: Prose | None = None
    """What it means."""


class IdeaRole(Record):
    """A change idea as it hangs in the diagram."""

    idea: Annotated[str, Ref("idea")]
    """Id of the idea."""
    role: Literal["start_here", "next", "optional"] = "optional"
    """Where a team that does not know should begin."""
    status: Plain | None = None
    """How far the network's own testing has come."""


class DiagramNode(Record):
    """A driver in the package's diagram, with what hangs under it; the same idea may hang under several."""

    title: Line
    """What must be true, or happen."""
    note: Prose | None = None
    """Why."""
    status: Plain | None = None
    """How far the work on it has come."""
    driver: Id | None = None
    """Id of the problem's driver that it stands for."""
    measures: list[Annotated[str, Ref("measure")]] = []
    """Measures of this driver."""
    ideas: list[IdeaRole] = []
    """Ideas that hang here."""
    children: list[DiagramNode] = []
    """Parts of it."""


def nodes_of(diagram: Iterable[DiagramNode]) -> Iterator[DiagramNode]:
    """Every node of a diagram, a parent before its children."""
    for node in diagram:
        yield node
        yield from nodes_of(node.children)


class Choice(Record):
    """A question that leads to ideas."""

    if_: Annotated[Plain, Field(alias="if")]
    """If this is so with you..."""
    then: Annotated[list[Annotated[str, Ref("idea")]], Field(min_length=1)]
    """...look at these ideas first."""
    because: Prose | None = None
    """Why."""


class Change(Record):
    """What changed in a version."""

    version: Plain
    """The version, in quotes."""
    date: Date | None = None
    """When."""
    what: Prose
    """What changed."""


class ChangePackage(Record):
    """One package a file: `content/packages/<id>.yml`."""

    title: Line
    """Its name."""
    summary: Annotated[Plain, Field(max_length=300)] | None = None
    """What it is for, in one or two sentences."""
    hub: Annotated[str, Ref("hub")]
    """Who publishes it."""
    version: Plain
    """Its version, in quotes."""
    status: Status
    """draft, published or retired."""
    parent: Annotated[str, Ref("package")] | None = None
    """A larger package that it is part of."""
    problems: Annotated[list[Annotated[str, Ref("problem")]], Field(min_length=1)]
    """Problems of practice that it is for."""
    aims: list[Aim] = []
    """What better looks like."""
    big_ideas: Annotated[list[BigIdea], Field(min_length=1, max_length=7)]
    """The few ideas that hold it together."""
    levels: Annotated[list[Line], Field(max_length=4)] = []
    """Names of the levels of the diagram, the aim's own first, such as Aim, Driver, Change concept."""
    diagram: list[DiagramNode] = []
    """The driver diagram below the aim."""
    choosing: Annotated[list[Choice], Field(min_length=1)]
    """How to choose."""
    measures: list[Annotated[str, Ref("measure")]] = []
    """Measures of the whole package."""
    cases: list[Annotated[str, Ref("case")]] = []
    """Cases that show it."""
    experts: list[Expert] = []
    """People who agreed to be asked."""
    how_to_use: Prose | None = None
    """How a team should use it."""
    changelog: list[Change] = []
    """What changed, the newest first."""
    published: Date | None = None
    """When this version was published."""
    reviewed: Date | None = None
    """When it was last read."""
    review_by: Date | None = None
    """When it should be read again."""
    license: Plain | None = None
    """Its license."""
    cite: Plain | None = None
    """How to cite it; made from the record when left out."""
    answers: list[Answer] = []
    """Why a warning about this record is all right."""


def measures_of(package: ChangePackage) -> list[str]:
    """Ids of the measures of a package: those of its aims, its own, and those of its drivers; one may come again."""
    aimed = [aim.measure for aim in package.aims if aim.measure]
    hung = [measure for node in nodes_of(package.diagram) for measure in node.measures]
    return [*aimed, *package.measures, *hung]
