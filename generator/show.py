"""One record as the site understands it: for `changepack show`. Resolved, with relations, ratings and their reasons."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from generator.diagnostics import suggest
from generator.load.scalars import read_plain
from generator.model.catalog import Catalog
from generator.model.rating import Rating

__all__ = ["Unknown", "as_text", "resolved"]

MAPS = {
    "idea": "ideas", "case": "cases", "problem": "problems", "package": "packages", "hub": "hubs",
    "measure": "measures", "method": "methods", "place": "places", "term": "terms", "reference": "references",
}  # fmt: skip
"""Kind of record -> where the catalog keeps it."""


class Unknown(Exception):  # noqa: N818 - it is an answer, not a failure
    """There is no such record, or it holds a fault."""


def resolved(catalog: Catalog, ratings: Mapping[str, Rating], kind: str, record_id: str) -> dict[str, Any]:
    """A record as plain data: its fields, its file, who points to it and, for an idea, both ratings with reasons."""
    records: Mapping[str, BaseModel] = getattr(catalog, MAPS[kind])
    record = records.get(record_id)
    if record is None:
        near = suggest(record_id, records)
        raise Unknown(f"there is no {kind} '{record_id}'{f'; {near}' if near else ''}")
    data: dict[str, Any] = {
        "format": "changepack/1",
        "kind": kind,
        "id": record_id,
        "source": catalog.files.get((kind, record_id)),
        "record": record.model_dump(mode="json", by_alias=True, exclude_none=True),
        "relations": _relations(catalog, kind, record_id),
    }
    if kind == "idea":
        rating = ratings[record_id]
        data["ratings"] = {
            name: {"label": part.label, **to_jsonable_python(asdict(part))}
            for name, part in (("research", rating.research), ("practice", rating.practice))
        }
    return data


def _relations(catalog: Catalog, kind: str, record_id: str) -> dict[str, Any]:
    """Every relation that is kept by the id of this kind: `cases_of_idea` becomes `cases`."""
    found = {}
    for field in fields(catalog.relations):
        what, _, of = field.name.partition("_of_")
        related = getattr(catalog.relations, field.name)
        if of == kind and record_id in related:
            found[what] = to_jsonable_python(related[record_id])
    if kind == "reference" and record_id in catalog.relations.cited_by:
        found["cited_by"] = to_jsonable_python(catalog.relations.cited_by[record_id])
    return found


def as_text(data: Mapping[str, Any]) -> str:
    """The same for people: a field a line, what is inside indented; a rating's clauses with yes or no."""
    return "\n".join(_lines({key: value for key, value in data.items() if key != "format"}, ""))


def _lines(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        if set(value) == {"step", "passed", "text"}:
            yield f"{indent}{'yes' if value['passed'] else ' no'}  {value['step']}: {value['text']}"
            return
        for key, inside in value.items():
            yield from _entry(f"{indent}{key}:", inside, indent)
    else:
        for item in value:
            yield from _entry(f"{indent}-", item, indent)


def _entry(name: str, inside: Any, indent: str) -> Iterator[str]:
    if inside in (None, [], {}, ""):
        return
    if isinstance(inside, Mapping) and set(inside) == {"step", "passed", "text"}:
        yield from _lines(inside, indent)
    elif isinstance(inside, Mapping | list):
        yield name
        yield from _lines(inside, indent + "  ")
    else:
        text = inside.strip() if isinstance(inside, str) else json.dumps(inside)
        if isinstance(inside, str) and read_plain(text) != text:  # `effect: null` would be no text in a record
            text = json.dumps(text, ensure_ascii=False)
        yield f"{name} " + text.replace("\n", f"\n{indent}    ")
