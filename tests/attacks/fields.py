"""Which fields take text, and what kind of text, read from the declarations of the records: none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.model.kinds import KINDS
from generator.model.lookup import PageHead
from generator.model.record import alternatives
from generator.model.types import Prose, Ref, Url, Word

__all__ = ["BODY", "LIST_HEAD", "SERIES", "Field", "Room", "field_of", "inside", "is_list", "marks_of", "text_fields"]

Room = Literal["plain", "prose", "address", "page", "closed"]
"""What a field takes: one line, Markdown, a web address, the Markdown of a whole page, or nothing that is free."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `idea.steps.do`, what it takes, and how many characters at most."""

    name: str
    room: Room
    longest: int = 8000


BODY = Field("page.body", "page", 50_000)
LIST_HEAD = (Field("vocab.title", "plain", 160), Field("vocab.note", "prose"))
SERIES = {name: Field(f"series.{name}", "plain", 400) for name in ("period", "group", "note")}
"""What no record declares: bodies of pages, heads of word lists, and the words in a series."""


def marks_of(info: FieldInfo) -> list[tuple[Any, list[Any]]]:
    """The types that a field allows, each with its marks; the marks of a list are not those of its entries."""
    own = () if is_list(info.annotation) else info.metadata
    return [(kind, [*_opened((*found, *own))]) for kind, found in alternatives(info.annotation)]


def _opened(metadata: tuple[Any, ...]) -> Iterator[Any]:
    for mark in metadata:
        if isinstance(mark, FieldInfo):
            yield from _opened(tuple(mark.metadata))
        else:
            yield mark


def is_list(annotation: Any) -> bool:
    """Whether a field holds several values."""
    return get_origin(annotation) is list or any(map(is_list, get_args(annotation)))


def inside(info: FieldInfo) -> type[BaseModel] | None:
    """The record that a field holds, if it holds one."""
    kinds = (kind for kind, _ in alternatives(info.annotation))
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)


def field_of(name: str, info: FieldInfo) -> Field:
    """What a field takes; one of numbers, dates or choices is closed like one of ids or words."""
    for kind, marks in marks_of(info):
        if isinstance(kind, type) and issubclass(kind, str):
            lengths = [mark.max_length for mark in marks if getattr(mark, "max_length", None)]
            return Field(name, _room(kind, marks), min(lengths, default=8000))
    return Field(name, "closed")


def _room(kind: type[str], marks: list[Any]) -> Room:
    if issubclass(kind, Prose):
        return "prose"
    if issubclass(kind, Url):
        return "address"
    if any(isinstance(mark, Ref | Word) or getattr(mark, "pattern", None) for mark in marks):
        return "closed"
    return "plain"


@cache
def _fields(model: type[BaseModel], name: str) -> tuple[Field, ...]:
    found: list[Field] = []
    for key, info in model.model_fields.items():
        path = f"{name}.{info.alias or key}"
        within = inside(info)
        if within is None:
            found.append(field_of(path, info))
        elif within is not model:
            found += _fields(within, path)
    return tuple(found)


def text_fields() -> tuple[Field, ...]:
    """Every field of every kind of record, of word lists, series and pages."""
    records = (field for kind in KINDS.values() for field in _fields(kind.model, kind.name))
    return (*records, *_fields(PageHead, "page"), BODY, *LIST_HEAD, *SERIES.values())
