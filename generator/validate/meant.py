"""Which field somebody meant who wrote one that is not declared there: misspelt, or indented too little or too much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.diagnostics import nearest
from generator.model.record import model_at, record_in, takes_list, written_fields
from generator.model.source import PathKey, field_name

__all__ = ["fields_at", "misplaced", "where_instead"]


def misplaced(details: Sequence[ErrorDetails], model: type[BaseModel], value: Any) -> set[tuple[PathKey, ...]]:
    """Required fields that are missing for being misspelt or at a wrong depth: the message about that is enough."""
    missing = {detail["loc"] for detail in details if detail["type"] == "missing"}
    unknown = (detail["loc"] for detail in details if detail["type"] == "extra_forbidden")
    return {meant for path in unknown if (meant := _meant(model, path, value)) in missing and meant}


def _meant(model: type[BaseModel], path: tuple[PathKey, ...], value: Any) -> tuple[PathKey, ...] | None:
    """The steps to the field that was most likely meant: of that name in a group here or around, or spelt alike."""
    *place, name = path
    owner = model_at(model, tuple(place)) or model
    groups = [
        (*place, info.alias or field, name)
        for field, info in owner.model_fields.items()
        if (inside := record_in(info.annotation)) and not takes_list(info.annotation) and name in written_fields(inside)
    ]
    around = [(*place[:end], name) for end in range(len(place) - 1, -1, -1) if isinstance(place[end], str)]
    around = [steps for steps in around if name in fields_at(model, steps)]
    elsewhere = [steps for steps in (*groups, *around) if not _stands(steps, value)]
    if len(elsewhere) == 1:
        return elsewhere[0]
    near = nearest(str(name), [field for field in fields_at(model, path) if not _stands((*place, field), value)])
    return (*place, near) if near else None


def _stands(path: Sequence[Any], value: Any) -> bool:
    """Whether there is anything at these steps."""
    for step in path:
        if isinstance(value, dict) and step not in value:
            return False
        if not isinstance(value, dict | list):
            return False
        value = value[step]
    return True


def fields_at(model: type[BaseModel], path: tuple[PathKey, ...]) -> list[str]:
    """Names of the fields that stand beside the one at the end of these steps."""
    return list(written_fields(model_at(model, path[:-1]) or model))


_LIST_SIGNS = " -\u2010\u2011\u2012\u2013\u2014\u2022\u25aa\u25cf\u25e6\u00b7*+"
"""What other programs set before the entries of a list; a hyphen, where the space after it is missing."""


def _not_a_name(name: str) -> str | None:
    """What to do about words that only look like a field, since they end with a colon."""
    if entry := name.lstrip(_LIST_SIGNS) if name[:1] in _LIST_SIGNS else "":
        return f"an entry of a list begins with a hyphen and a space: '- {entry}: ...'"
    if " " in name.strip():
        return "if this goes on with the text above, write '>-' after the colon there, and indent all lines of the text"
    return None


def where_instead(model: type[BaseModel], path: tuple[PathKey, ...], value: Any) -> str:
    """What to do about a field that nothing is known of."""
    meant = _meant(model, path, value)
    if meant is None:
        return _not_a_name(str(path[-1])) or f"fields here are: {', '.join(fields_at(model, path))}"
    if len(meant) > len(path):
        return f"it belongs in '{field_name(meant[:-1])}': put it below that name, indented as the fields there"
    if len(meant) < len(path):
        owner = f"in '{field_name(meant[:-1])}'" if meant[:-1] else "to the record"
        return f"it belongs {owner}: indent it less"
    return f"did you mean '{meant[-1]}'?"
