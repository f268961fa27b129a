"""Methods: the index by kind, and the page of each."""

from __future__ import annotations

from typing import Any

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.listing import source_list
from generator.render.overview import HOME, overview
from generator.render.structured import json_ld
from generator.render.view import LibraryView, Link
from generator.render.words import METHOD_KINDS, RESOURCE_KINDS, step_note

__all__ = ["draw_method", "draw_method_index"]

_METHODS = Link("methods/", "Methods", "Ways to see a problem, choose a change, test it and spread it.")


def draw_method_index(view: LibraryView) -> Page:
    """The list of all methods."""
    methods = sorted(view.catalog.methods.items(), key=lambda item: item[1].title.casefold())
    groups = []
    for kind, (title, meaning) in METHOD_KINDS.items():
        links = [
            Link(f"methods/{method_id}/", method.title, method.summary)
            for method_id, method in methods
            if method.kind == kind
        ]
        if links:
            groups.append((kind, title, meaning, links))
    return overview("methods", _METHODS, {"groups": groups})


def draw_method(view: LibraryView, method_id: str) -> Page:
    """The page of a method."""
    method = view.catalog.methods[method_id]
    context: dict[str, Any] = {
        "page_type": "method",
        "title": method.title,
        "crumbs": [HOME, _METHODS],
        "method": method,
        "kind": METHOD_KINDS[method.kind][1],
        "steps": [(step.do, step_note(None, step.minutes)) for step in method.steps],
        "related": view.links("method", method.related),
        "sources": source_list(view, method.references),
        "resource_kinds": RESOURCE_KINDS,
    }
    prose = [method.what, *([method.when] if method.when else []), *(step.do for step in method.steps), *method.limits]
    names = f"Also called: {', '.join(method.aliases)}. " if method.aliases else ""
    return Page(
        url=f"methods/{method_id}/",
        page_type="method",
        title=method.title,
        description=method.summary,
        body=draw("method", context),
        source=view.source("method", method_id),
        search=(SearchEntry("", method.title, f"{method.summary} {names}{' '.join(text.text for text in prose)}"),),
        structured_data=json_ld(
            "HowTo" if method.steps else "Article",
            {
                "name": method.title,
                "description": method.summary,
                "url": view.public_url(f"methods/{method_id}/"),
                "alternateName": list(method.aliases),
                "step": [{"@type": "HowToStep", "text": step.do.text} for step in method.steps],
            },
        ),
    )
