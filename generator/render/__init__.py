"""Stage 5, render: a library in, finished page bodies and data files out.

A page type is a module in `pages/` and a template; a facet of the menu is an entry in `facets.py`. Nothing here
reads or writes a file, judges evidence or knows of the site's frame.
"""

from __future__ import annotations

from dataclasses import replace

from generator.model.library import Library, Rendered
from generator.render.data import data_files
from generator.render.pages import PAGE_TYPES
from generator.render.sources import named_citations
from generator.render.view import LibraryView
from generator.render.worksheet import worksheets

__all__ = ["PAGE_TYPES", "render"]


def render(library: Library) -> Rendered:
    """All pages, data files and worksheets of a library."""
    view = LibraryView(library)
    references = library.catalog.references
    pages = tuple(
        replace(page, body=named_citations(page.body, references))
        for draw_pages in PAGE_TYPES.values()
        for page in draw_pages(view)
    )
    return Rendered(pages, {**data_files(view), **dict(worksheets(view))})
