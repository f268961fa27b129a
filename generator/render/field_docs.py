"""The fields of every kind of record in words, from the declarations: what `contribute/fields/` shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.improvement.series import PURPOSES, REQUIRED_COLUMNS
from generator.model.kinds import KINDS
from generator.model.purposes import purposes
from generator.model.record import alternatives, record_in, takes_list
from generator.model.types import Prose, Ref, Url, Word

__all__ = ["FieldGroup", "FieldRow", "field_groups", "series_group"]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: its name, what it holds, whether it must be there, and what it is for."""

    name: str
    holds: str
    required: bool
    text: Prose
    choices: tuple[str, ...] = ()
    """The words allowed, where they are fixed in the declaration."""
    word_list: str = ""
    """The closed list in `content/vocab/` that it takes words of."""
    group: str = ""
    """Anchor of the group of fields that it holds."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of a record or of a group in one."""

    anchor: str
    title: str
    text: Prose
    rows: tuple[FieldRow, ...]


def field_groups(kind: str) -> list[FieldGroup]:
    """The fields of a kind of record, then those of each group in it, in order of appearance."""
    model = KINDS[kind].model
    return list(_groups(model, kind, KINDS[kind].title, []))


def series_group(anchor: str) -> FieldGroup:
    """The columns of a series, which is a table beside records and no record itself."""
    holds = {"value": "number, or a mark for none", "denominator": "whole number"}
    rows = (
        FieldRow(name, holds.get(name, "text"), name in REQUIRED_COLUMNS, Prose(purpose))
        for name, purpose in PURPOSES.items()
    )
    text = "A figure over time: `casestudies/<id>/<series>.csv` for a case, `content/series/<series>.csv` for a test."
    return FieldGroup(anchor, "series: columns", Prose(text), tuple(rows))


def _groups(model: type[BaseModel], anchor: str, title: str, above: list[type[BaseModel]]) -> Iterator[FieldGroup]:
    rows, inside = [], []
    for name, info in model.model_fields.items():
        shown = info.alias or name
        record = record_in(info.annotation)
        group = f"{anchor}-{shown}" if record and record not in [*above, model] else ""
        rows.append(_row(shown, info, Prose(purposes(model).get(shown, "")), group))
        if record and group:
            inside.append((record, group, shown))
    text = Prose(" ".join((model.__doc__ or "").split()))
    yield FieldGroup(anchor, title, text, tuple(rows))
    for record, group, shown in inside:
        yield from _groups(record, group, f"{title}: {shown}", [*above, model])


def _choices_of(info: FieldInfo) -> list[tuple[Any, tuple[Any, ...]]]:
    """The types a field allows without None, each with its marks and limits; those of a list are not its entries'."""
    own = () if takes_list(info.annotation) else info.metadata
    choices = [(kind, (*metadata, *own)) for kind, metadata in alternatives(info.annotation)]
    return [(kind, metadata) for kind, metadata in choices if kind is not type(None)]


def _row(name: str, info: FieldInfo, purpose: Prose, group: str) -> FieldRow:
    choices = _choices_of(info)
    mark = next((item for _, metadata in choices for item in metadata if isinstance(item, Word)), None)
    words = tuple(str(word) for kind, _ in choices if get_origin(kind) is Literal for word in get_args(kind))
    words = tuple('"null"' if word == "null" else word for word in words)  # without quotes YAML takes it for nothing
    said = " or ".join(dict.fromkeys(_holds(kind, metadata) for kind, metadata in choices))
    if takes_list(info.annotation):
        most = _longest(info.metadata)
        said = f"list of at most {most}: {said}" if most else f"list of {said}"
    return FieldRow(name, said, info.is_required(), purpose, words, mark.list_id if mark else "", group)


_PLAIN_KINDS: dict[Any, str] = {
    int: "whole number", float: "number", bool: "true or false", dt.date: "date (year-month-day)",
    Prose: "prose", Url: "web address",
}  # fmt: skip


def _longest(metadata: Iterable[Any]) -> int | None:
    """The narrowest limit of length among the marks of a field."""
    marks = (part for item in metadata for part in (item.metadata if isinstance(item, FieldInfo) else (item,)))
    return min((mark.max_length for mark in marks if getattr(mark, "max_length", None)), default=None)


def _holds(kind: Any, metadata: tuple[Any, ...]) -> str:
    """What a value is, in words, with its limits."""
    for mark in metadata:
        if isinstance(mark, Ref):
            return f"id ({KINDS[mark.kind].title})" if mark.kind in KINDS else f"id ({mark.kind})"
        if isinstance(mark, Word):
            return "word of a list"
    if get_origin(kind) is Literal:
        return "one of these words"
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "group of fields"
    longest = _longest(metadata)
    name = _PLAIN_KINDS.get(kind, "text")
    return f"{name} of at most {longest:,} characters" if longest else name
