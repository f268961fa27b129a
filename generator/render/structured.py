"""Structured data for search engines (schema.org, JSON-LD), safe inside a script element.

What engines and catalogs of open resources read of a page: kind, title, description, for whom, license, dates. And
data that a page's own script reads, inside the page or in a file beside it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

__all__ = ["data_element", "item_line", "items_file", "json_ld", "lines_file", "script_safe"]

_FORMAT = "changepack/1"
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_safe(data: Any) -> str:
    """JSON that can neither end the script element it stands in nor break a line of script."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def json_ld(kind: str, properties: dict[str, Any]) -> str:
    """A description of the schema.org type `kind`; empty properties are left out."""
    given = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    return script_safe({"@context": "https://schema.org", "@type": kind, **given})


def items_file(items: Iterable[Mapping[str, Any]]) -> bytes:
    """A data file. One item a line, so that two versions can be compared line by line."""
    return lines_file(map(item_line, items))


def item_line(item: Mapping[str, Any]) -> str:
    """An item of a data file as it stands on its line."""
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def lines_file(lines: Iterable[str]) -> bytes:
    """A data file from the lines of its items; grown in one piece, since that of a large library is large."""
    data = io.BytesIO()
    data.write(f'{{"format": "{_FORMAT}", "items": [\n'.encode())
    between = b""
    for line in lines:
        data.write(between + line.encode())
        between = b",\n"
    data.write(b"\n]}\n")
    return data.getvalue()


def data_element(name: str, data: Any) -> Markup:
    """Data for the script of a page, in a script element of its own with the id `name`; browsers do not run it."""
    return Markup('<script type="application/json" id="{}">{}</script>').format(name, Markup(script_safe(data)))  # noqa: S704
