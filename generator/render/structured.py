"""JSON inside a page, safe in a script element: for search engines (schema.org, JSON-LD) and the page's own script.

What engines and catalogs of open resources read of a page: kind, title, description, for whom, license, dates. Not for
data in files (`lines_file`).
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from pydantic_core import to_json

__all__ = ["data_element", "json_ld", "script_safe"]

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_safe(data: Any) -> str:
    """JSON that can neither end the script element it stands in nor break a line of script."""
    return to_json(data).decode().translate(_ESCAPES)


def json_ld(kind: str, properties: dict[str, Any]) -> str:
    """A description of the schema.org type `kind`; empty properties are left out."""
    given = {name: value for name, value in properties.items() if value not in (None, "", [], {})}
    return script_safe({"@context": "https://schema.org", "@type": kind, **given})


def data_element(name: str, data: Any) -> Markup:
    """Data for the script of a page, in a script element of its own with the id `name`; browsers do not run it."""
    return Markup('<script type="application/json" id="{}">{}</script>').format(name, Markup(script_safe(data)))  # noqa: S704
