"""Checked records together with where they stand: what validating gives and linking reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from generator.diagnostics import Location
from generator.improvement.series import Series
from generator.model.catalog import WrittenPage
from generator.model.kinds import KINDS
from generator.model.lookup import TestOfChange, Vocabulary
from generator.model.record import Record
from generator.model.source import ClosedDocument, Document, PathKey, Row, Sources, Table

__all__ = ["DocumentPlace", "Faulty", "Placed", "Records", "RowPlace"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """A record that is a YAML file, or a part of one."""

    document: Document | ClosedDocument
    prefix: tuple[PathKey, ...] = ()

    @property
    def file(self) -> str:
        """The file, relative to the project."""
        return self.document.path

    def locate(self, steps: Sequence[PathKey] = ()) -> Location:
        """Where the value at these steps of the record stands."""
        return self.document.locate((*self.prefix, *steps))

    def locate_key(self, steps: Sequence[PathKey]) -> Location:
        """Where the name of the field at these steps stands."""
        return self.document.locate_key((*self.prefix, *steps))


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A record that is a row of a table."""

    table: Table
    row: Row

    @property
    def file(self) -> str:
        """The file, relative to the project."""
        return self.table.path

    def locate(self, steps: Sequence[PathKey] = ()) -> Location:
        """Where the cell of the field at these steps stands."""
        return self.table.locate(self.row, str(steps[0]) if steps else None)

    locate_key = locate


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A record and its place."""

    record: R
    place: DocumentPlace | RowPlace


@dataclass(frozen=True, slots=True)
class Faulty:
    """Values that are no record, since something in them is wrong; what they point to can still be checked."""

    kind: str
    model: type[Record]
    value: object
    place: DocumentPlace | RowPlace
    id: str
    """Of a record that is a file of its own; else empty."""
    sound: Record
    """The fields in which nothing is wrong; `model_fields_set` names them, the others are empty."""


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a project, each by itself in order; what they say of each other is not yet checked."""

    by_kind: Mapping[str, Mapping[str, Placed[Any]]] = field(default_factory=dict)
    """Kind -> id -> record; tests of change stand in `tests`."""
    tests: tuple[Placed[TestOfChange], ...] = ()
    vocab: Mapping[str, Vocabulary] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    """Path of the CSV file -> its series."""
    pages: tuple[WrittenPage, ...] = ()
    faulty: tuple[Faulty, ...] = ()
    sources: Sources = field(default_factory=Sources)

    def ids(self, kind: str) -> set[str]:
        """Ids of a kind, also of records in which something is wrong."""
        return {*self.by_kind.get(kind, ()), *(item.id for item in self.faulty if item.kind == kind and item.id)}

    def are_all_sound(self, kind: str) -> bool:
        """Whether every record of a kind could be read, and none holds a fault."""
        return not self.sources.unreadable.get(kind) and all(item.kind != kind for item in self.faulty)

    def of(self, model: type[R]) -> Mapping[str, Placed[R]]:
        """The records of one kind, by id."""
        kind = next(kind.name for kind in KINDS.values() if kind.model is model)
        return cast("Mapping[str, Placed[R]]", self.by_kind.get(kind, {}))

    def also_faulty(self, model: type[R]) -> Mapping[str, Placed[R]]:
        """The same and, of those in which something is wrong, what is sound: one fault must not hide another."""
        found = (item for item in self.faulty if item.model is model and item.id)
        salvaged = {item.id: Placed(cast("R", item.sound), item.place) for item in found}
        return {**self.of(model), **salvaged} if salvaged else self.of(model)
