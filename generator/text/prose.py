"""Prose: a text field in simple Markdown that turns itself into safe HTML, plain text, citations and links.

A template prints a `Prose` as it is; it brings its own HTML (`__html__`). What a text turns into is not kept with it,
so that a large library stays small in memory; of the texts read last the results are at hand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple, Self

from markdown_it.token import Token
from markupsafe import Markup
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.text.addresses import Target
from generator.text.markdown import parse, safe_html
from generator.text.reading import MAX_DEPTH, Reading, read_tokens
from generator.text.unmarked import as_typed, read_unmarked

__all__ = ["MAX_PROSE", "Converted", "Prose", "convert", "drawn", "shape_fault"]

MAX_PROSE = 8000
"""Characters of one field; a page of a book has about 2,000."""

MAX_COLUMNS = 12
MAX_CELLS = 3_000
"""Cells that a table could have in one field, by its columns and the lines of the text; each takes time to draw."""

MAX_GROWTH = 20
"""HTML may be this many times as long as its text; a table of empty cells grows far more."""

_LEVELS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}
_ONE_PARAGRAPH = re.compile(r"<p>(.*)</p>\s*", re.DOTALL)


class Converted(NamedTuple):
    """Everything that a text gives."""

    html: str
    text: str
    citations: tuple[str, ...] = ()
    links: tuple[Target, ...] = ()
    faults: tuple[str, ...] = ()


def shape_fault(source: str, limit: int = MAX_PROSE, cells: int = MAX_CELLS) -> str | None:
    """Why a text is too much to be read at all (characters, columns, cells of a table); None when it can be."""
    if len(source) > limit:
        return f"the text has {len(source):,} characters; at most {limit:,} can be shown"
    if "|" not in source:
        return None
    lines = source.split("\n")
    bars = max(line.count("|") for line in lines)
    if bars > MAX_COLUMNS + 1:
        return f"a table has more than {MAX_COLUMNS} columns"
    if bars * len(lines) > cells:
        return f"a table may have more than {cells:,} cells here; move it to a CSV file or shorten the text"
    return None


@lru_cache(maxsize=6_144)  # some 15 MB; checking and several pages ask for the same texts
def convert(source: str) -> Converted:
    """Read one prose field. A text with a fault of shape is shown as it was typed."""
    if fault := shape_fault(source):
        return Converted(as_typed(source), source, faults=(fault,))
    if short := read_unmarked(source):
        return Converted(*short)
    tokens = parse(source)
    reading = read_tokens(tokens, _LEVELS)
    page = drawn(source, tokens, reading)
    return Converted(page, reading.text, tuple(reading.citations), tuple(reading.links), tuple(reading.faults))


def drawn(source: str, tokens: list[Token], reading: Reading) -> str:
    """Safe HTML of a text that was read; as it was typed where it is too deep, or much longer on the page (a fault)."""
    page = safe_html(tokens) if reading.depth <= MAX_DEPTH else as_typed(source)
    if len(page) > MAX_GROWTH * len(source) + 200:
        reading.fault("the text becomes very long on the page; does it hold a table of empty cells?")
        page = as_typed(source)
    return page


class Prose(str):
    """A text field as its author typed it, in simple Markdown."""

    __slots__ = ()

    @property
    def _converted(self) -> Converted:
        return convert(str(self))

    def __html__(self) -> str:
        """Safe HTML: paragraphs, lists, tables, h3 and h4; links to our own records begin with `ROOT`."""
        return self._converted.html

    @property
    def inline(self) -> Markup:
        """The same without the paragraph around it when it is one paragraph, for list items and cells of tables."""
        page = self._converted.html
        match = _ONE_PARAGRAPH.fullmatch(page)
        return Markup(match[1] if match and "<p>" not in match[1] else page)  # noqa: S704 - cleaned by safe_html

    @property
    def text(self) -> str:
        """Plain text, a line a block: for search, JSON and descriptions."""
        return self._converted.text

    @property
    def citations(self) -> tuple[str, ...]:
        """Ids of the sources cited, each once, in order."""
        return self._converted.citations

    @property
    def links(self) -> tuple[Target, ...]:
        """(kind, id) of the records linked, each once, in order; for a page its path."""
        return self._converted.links

    @property
    def faults(self) -> tuple[str, ...]:
        """What cannot be shown as written, in words for the author."""
        return self._converted.faults

    @classmethod
    def _read(cls, source: str) -> Self:
        if not source.strip():
            raise PydanticCustomError("blank", "This text is empty")
        return cls(source)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        text = core_schema.str_schema(strict=True, max_length=MAX_PROSE)
        return core_schema.no_info_after_validator_function(cls._read, text)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": MAX_PROSE, "contentMediaType": "text/markdown"}
