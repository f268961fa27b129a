"""The sources: every reference once, with the pages of this site that cite it."""

from __future__ import annotations

from typing import Any

from generator.model.library import Page, SearchEntry
from generator.render.overview import overview
from generator.render.view import LibraryView, Link
from generator.text import record_path

__all__ = ["draw_references"]


_REFERENCES = Link("references/", "References", "Every source that this site cites, and where it is cited.")


def draw_references(view: LibraryView) -> Page:
    """The page `references/`."""
    lines = sorted(view.source_lines.items(), key=lambda item: (item[1].sort_key, item[0]))
    rows: list[dict[str, Any]] = [
        {
            "id": ref_id,
            "line": line,
            "note": view.catalog.references[ref_id].note,
            "cited_by": [
                link
                for kind, record_id in view.relations.cited_by.get(ref_id, ())
                if (link := _back(view, kind, record_id))
            ],
        }
        for ref_id, line in lines
    ]
    entries = (SearchEntry(f"ref-{ref_id}", line.title, f"{line.byline} {line.published}") for ref_id, line in lines)
    return overview("references", _REFERENCES, {"rows": rows}, entries=entries)


def _back(view: LibraryView, kind: str, record_id: str) -> Link | None:
    """A link to a record that cites a source, with its kind in words."""
    if kind == "term":
        term = view.catalog.terms.get(record_id)
        return Link(record_path(kind, record_id), term.term, "word") if term else None
    if kind == "page":
        page = view.written.get(f"{record_id.strip('/')}/".lstrip("/"))
        return Link(record_path(kind, record_id), page.head.title, kind) if page else None
    links = view.links(kind, [record_id])
    return Link(links[0].url, links[0].title, "change idea" if kind == "idea" else kind) if links else None
