"""The kinds of value a field may hold, and the marks that tie ids and words to their lists.

A field is text of one line (`Plain`), prose, a web address, a date, a number, an id of another record (`Ref`) or a
word of a closed list (`Word`). Linking, the JSON Schema, the page of fields and `changepack new` all read these
declarations.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from generator.text import Prose, Url
from generator.text.addresses import ID

__all__ = [
    "DEVICE_NAMES",
    "ID_PATTERN",
    "RESERVED_IDS",
    "SERIES_PATTERN",
    "Claim",
    "Date",
    "Id",
    "Line",
    "Paragraph",
    "Plain",
    "Prose",
    "Ref",
    "Sentence",
    "SeriesName",
    "StatesFacts",
    "Url",
    "Word",
    "rule_of",
]

ID_PATTERN = f"^{ID}$"
SERIES_PATTERN = r"^[a-z][a-z0-9-]{0,63}$"
"""How the file of a series is called, without its ending."""
DEVICE_NAMES = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)
"""What Windows takes for devices: a project with a file of such a name cannot even be copied there."""
RESERVED_IDS = DEVICE_NAMES | {
    "index",
    "search",
    "assets",
    "data",
    "tags",
    "sitemap",
    "robots",
    "feed",
    "print",
    "handout",
    "fields",
    "messages",
    "all",
    "none",
}
"""Ids that would collide with the site's own addresses or with device names of Windows."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as the id of a record of this kind."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Editors show what the id is of."""
        return {**handler(core), "x-kind": self.kind}


@dataclass(frozen=True, slots=True)
class Word:
    """Marks a field as a word of the closed list `content/vocab/<list_id>.yml`."""

    list_id: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """`schema.json_schema` puts the words of the list here."""
        return {**handler(core), "x-words": self.list_id}


@dataclass(frozen=True, slots=True)
class StatesFacts:
    """Marks prose that says what is so, not what to do: a figure in it needs a source."""


def rule_of(pattern: str) -> str:
    """A pattern of ids, file names or words of lists, in words."""
    fewest = 1 if "{0," in pattern else 2
    begin = ", beginning with a letter" if pattern.lstrip("^").startswith("[a-z][") else ""
    return f"use {fewest} to 64 small letters, digits and hyphens{begin}"


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "This text must stand on one line")
    if not text.strip():
        raise PydanticCustomError("blank", "This text is empty")
    return text.strip()


def _not_reserved(text: str) -> str:
    if text in RESERVED_IDS:
        raise PydanticCustomError("reserved", "'{word}' is reserved by the site itself", {"word": text})
    return text


def _date(value: Any) -> Any:
    """Dates stay text in YAML, so that every program reads the same; only year-month-day is taken."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("date_text", "'{text}' is not a date", {"text": value[:40]})


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), AfterValidator(_not_reserved)]
Plain = Annotated[str, Field(max_length=400), AfterValidator(_one_line)]
"""One line of text, shown as it is typed."""
Line = Annotated[str, Field(max_length=160), AfterValidator(_one_line)]
"""One line of at most 160 characters: it must fit a card and a phone."""
Sentence = Annotated[Prose, Field(max_length=300)]
"""Prose of one to three sentences, at most 300 characters: it must fit a handout and the sheet of a test."""
Paragraph = Annotated[Prose, Field(max_length=1000)]
"""Prose of one or two paragraphs, at most 1,000 characters: it must fit a handout."""
Claim = Annotated[Prose, StatesFacts()]
"""Prose that says what is so; each figure in it needs a `[@reference]` in the same paragraph."""
SeriesName = Annotated[str, Field(pattern=SERIES_PATTERN)]
Date = Annotated[
    dt.date,
    BeforeValidator(_date, json_schema_input_type=str),
    WithJsonSchema({"type": "string", "format": "date"}),
]
