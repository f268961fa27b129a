"""Text made safe for HTML, once for templates and once for pictures: one function that both ask.

Hundreds of texts stand on a page and few of them hold a sign that HTML knows, so those that do not are told apart
first and go through as they are.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

__all__ = ["escaped"]


def escaped(value: Any) -> str:
    """A value as HTML: `markupsafe.escape` without making a `Markup` of each text that needs no escaping.

    Raises TypeError for what has no words of its own: a field left empty is asked for with `if`, never printed as
    'None', and a list or a method is never printed as Python writes it.
    """
    if type(value) is str:
        if not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
            return value
    elif type(value) is Markup:
        return value
    elif value is None:
        raise TypeError("a template prints a value that is not there")
    elif type(value).__str__ is object.__str__ and not isinstance(value, int | float):  # type: ignore[comparison-overlap]
        raise TypeError(f"a template prints a {type(value).__name__}, which has no words")
    return escape(value)
