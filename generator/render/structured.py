"""Structured data for search engines (schema.org, JSON-LD), safe inside a script element.

What engines and catalogs of open resources read of a page: kind, title, description, for whom, license, dates. And
data that a page's own script reads, inside the page or in a file beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pydantic_core import to_json

__all__ = ["LinesFile", "data_element", "item_line", "items_file", "json_ld", "script_safe"]

_FORMAT = "changepack/1"
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_safe(data: Any) -> str:
    """JSON that can neither end the script element it stands in nor break a line of script."""
    return to_json(data).decode().translate(_ESCAPES)


def json_ld(kind: str, properties: dict[str, Any]) -> str:
    """A description of the schema.org type `kind`; empty properties are left out."""
    given = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    return script_safe({"@context": "https://schema.org", "@type": kind, **given})


@dataclass(frozen=True, slots=True)
class LinesFile:
    """A data file in pieces. One item a line, so that two versions can be compared line by line."""

    lines: Callable[[], Iterable[str]]

    def __iter__(self) -> Iterator[bytes]:
        """The head, each line, the end; made anew each time, since the whole of a large library is large."""
        yield f'{{"format": "{_FORMAT}", "items": [\n'.encode()
        between = ""
        for line in self.lines():
            yield f"{between}{line}".encode()
            between = ",\n"
        yield b"\n]}\n"


def items_file(items: Iterable[Mapping[str, Any]]) -> LinesFile:
    """A data file of a few items."""
    lines = [item_line(item) for item in items]
    return LinesFile(lambda: lines)


def item_line(item: Mapping[str, Any]) -> str:
    """An item of a data file as it stands on its line."""
    return to_json(item).decode()


def data_element(name: str, data: Any) -> Markup:
    """Data for the script of a page, in a script element of its own with the id `name`; browsers do not run it."""
    return Markup('<script type="application/json" id="{}">{}</script>').format(name, Markup(script_safe(data)))  # noqa: S704
