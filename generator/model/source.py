"""Source files as values that know their place: what loading gives and checking reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from generator.diagnostics import Location

__all__ = ["ClosedDocument", "Document", "Mark", "PageSource", "PathKey", "Row", "Sources", "Table", "field_name"]

PathKey = str | int
"""A step on the way to a value: the name of a field or the index in a list."""


def field_name(path: Sequence[PathKey]) -> str:
    """The steps to a value as messages write them, counted as people count: `steps[3].do` is in the third step."""
    words = ""
    for step in path:
        words += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if words else step
    return words


@dataclass(slots=True)
class Mark:
    """Where a value begins, where its key stands (lines and columns from 1), and the marks of what is in it."""

    line: int
    column: int
    key_line: int = 0
    key_column: int = 0
    children: dict[str, Mark] | list[Mark] | None = None

    def child(self, step: PathKey) -> Mark | None:
        """The mark of a field or an entry, or None when there is none."""
        if isinstance(self.children, dict):
            return self.children.get(step) if isinstance(step, str) else None
        if isinstance(self.children, list) and isinstance(step, int) and step < len(self.children):
            return self.children[step]
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file: plain values and their marks."""

    path: str
    value: Any
    mark: Mark
    closed: ClosedDocument | None = None
    """The same file closed again, if nothing was found in it so far."""

    def _walk(self, steps: Sequence[PathKey]) -> Iterator[Mark]:
        """The marks on the way, as far as the steps lead."""
        mark: Mark | None = self.mark
        for step in steps:
            mark = mark.child(step) if mark else None
            if mark is None:
                return
            yield mark

    def locate(self, steps: Sequence[PathKey] = ()) -> Location:
        """Where the value at these steps begins; of the nearest one around it when there is none."""
        mark = self.mark
        for mark in self._walk(steps):  # noqa: B007 - the last one counts
            pass
        return Location(self.path, mark.line, mark.column)

    def locate_key(self, steps: Sequence[PathKey]) -> Location:
        """Where the name of the field at these steps stands; where its value begins when it has no name."""
        marks = list(self._walk(steps))
        if len(marks) == len(steps) and marks and marks[-1].key_line:
            return Location(self.path, marks[-1].key_line, marks[-1].key_column)
        return self.locate(steps)


@dataclass(frozen=True, slots=True)
class ClosedDocument:
    """A YAML file of which only the name is kept: read again when somebody asks for a value or a place in it."""

    path: str
    read: Callable[[], Document | None]
    digest: bytes
    """Stands for the bytes of the file."""
    record: str | None = None
    """The record that an earlier build made of these bytes, as JSON, if it found them sound."""

    @property
    def closed(self) -> ClosedDocument:
        """The file without what an earlier build knew of it."""
        return replace(self, record=None)

    def _opened(self) -> Document:
        return self.read() or Document(self.path, None, Mark(1, 1))

    @property
    def value(self) -> Any:
        """The plain values."""
        return self._opened().value

    def locate(self, steps: Sequence[PathKey] = ()) -> Location:
        """As of a document."""
        return self._opened().locate(steps)

    def locate_key(self, steps: Sequence[PathKey]) -> Location:
        """As of a document."""
        return self._opened().locate_key(steps)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the file, and its texts in the order of the columns."""

    line: int
    columns: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def cells(self) -> dict[str, str]:
        """Column -> text."""
        return dict(zip(self.columns, self.texts, strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file with declared columns; cells are text."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def locate(self, row: Row, column: str | None = None) -> Location:
        """The line of a row; the column counts cells, since that is what a spreadsheet shows."""
        position = self.columns.index(column) + 1 if column in self.columns else 1
        return Location(self.path, row.line, position)


@dataclass(frozen=True, slots=True)
class PageSource:
    """A hand-written page: its head (may be empty), its Markdown and the line on which that begins."""

    path: str
    url: str
    head: Document
    markdown: str
    first_line: int


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that loading found and could read.

    The documents of records come one by one when somebody goes through them, once, so that a library of any size is
    never in memory whole; `series` and `unreadable` are complete when the last has come.
    """

    documents: Mapping[str, Iterable[tuple[str, Document | ClosedDocument]]] = field(default_factory=dict)
    """Kind of record (`idea`, `case`, ...) -> id and document of each."""
    vocab: Mapping[str, Document] = field(default_factory=dict)
    """Name of a word list -> document."""
    glossary: Document | None = None
    references: Document | None = None
    places: Table | None = None
    tests: Table | None = None
    series: Mapping[str, Table] = field(default_factory=dict)
    """Path of a series, relative to the project -> its rows."""
    pages: tuple[PageSource, ...] = ()
    unreadable: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """Kind -> ids whose file was there and could not be used (`*` for a file that holds all of them; of a series its
    path): what points to them is no second fault."""
