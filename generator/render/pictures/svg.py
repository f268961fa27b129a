"""Elements of SVG and HTML as safe markup: names and numbers are ours, every text is escaped.

For pictures whose shape is computed; pages are drawn by templates.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from generator.render.escaping import escaped

__all__ = ["element", "join", "number", "path_data"]


def element(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """`<name ...>children</name>`; text and attribute values are escaped, None leaves an attribute out.

    Underscores in names of attributes become hyphens, one at the end is dropped (`class_`).
    """
    written = "".join(
        [
            f' {_attribute(key)}="{escaped(value) if isinstance(value, str) else number(value)}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )
    inside = f"{name}{written}>{join(children)}</{name}" if children else f"{name}{written}/"
    return Markup(f"<{inside}>")  # noqa: S704 - names are ours, values and children are escaped above


@cache
def _attribute(name: str) -> str:
    """The name of an attribute as it is written, of the few that pictures have."""
    return name.rstrip("_").replace("_", "-")


def join(parts: Iterable[str]) -> Markup:
    """Markup and text, one after the other; the text is escaped."""
    return Markup("".join(map(escaped, parts)))  # noqa: S704 - each part is escaped


def number(value: float) -> str:
    """A number to two decimals without needless digits: the same bytes on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path_data(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """What a `path` draws through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")
