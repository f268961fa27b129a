"""Records of files that an earlier build found sound: written down, and made again without looking at the file.

Not for keeping them (`known`).
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from generator.model.record import Outline, Record, pair_once
from generator.model.source import ClosedDocument, Document

__all__ = ["keep_at_hand", "recalled", "remembered"]

M = TypeVar("M", bound=Record)

_AT_HAND: dict[str, Record] = {}
"""By path, the record that this process made of a file last: a preview builds again and again."""


def remembered(record: Record) -> str:
    """A sound record, and in a line before it its outline, as JSON."""
    said = {field.name: getattr(record.outline, field.name) for field in fields(Outline) if field.name != "faults"}
    return f"{to_json(said).decode()}\n{record.model_dump_json(by_alias=True, exclude_defaults=True)}"


def recalled(document: Document | ClosedDocument, model: type[M]) -> M | None:
    """The record that an earlier build made of a file; None when there is none that can be used."""
    if not isinstance(document, ClosedDocument) or document.record is None:
        return None
    record = _AT_HAND.get(document.path)
    if not isinstance(record, model) or record.stamp != document.digest.hex():
        record = _read(document.record, model)
    return record


def keep_at_hand(document: ClosedDocument, record: Record) -> None:
    """Note that a file is sound and makes this record."""
    record.__dict__["stamp"] = document.digest.hex()  # as pydantic keeps its own cached properties
    _AT_HAND[document.path] = record


def _read(remembered: str, model: type[M]) -> M | None:
    outline, _, written = remembered.partition("\n")
    try:
        record = model.model_validate_json(written)
        record.__dict__["outline"] = _outline(from_json(outline))  # where the property keeps it
    except (ValidationError, ValueError, TypeError, KeyError):
        return None
    return record


def _outline(said: dict[str, Any]) -> Outline:
    refs, words, prose = (tuple(pair_once(*pair) for pair in said[name]) for name in ("refs", "words", "prose"))
    unsourced = tuple((tuple(path), figure) for path, figure in said["unsourced"])
    return Outline(refs, words, prose, said["grade"], unsourced, tuple(tuple(path) for path in said["uncited"]))
