"""Stage 5, render: a library in, page bodies and data files out, each drawn when it is needed.

A page type is a module in `pages/` and a template; a facet of the menu is an entry in `facets.py`. Nothing here
reads or writes a file, judges evidence or knows of the site's frame.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.memory import Memory
from generator.model.library import Library, Rendered
from generator.reads import Reads
from generator.render.data import data_files, data_folders
from generator.render.pages import PAGE_TYPES
from generator.render.remembered import RememberedFile, RememberedFolder, RememberedPage
from generator.render.view import LibraryView
from generator.render.worksheet import worksheets

__all__ = ["PAGE_TYPES", "render"]


def render(
    library: Library, memory: Memory | None = None, first: Callable[[Rendered], object] | None = None
) -> Rendered:
    """All pages, data files and worksheets of a library; what `memory` knows to be unchanged need not be drawn.

    `first` is shown them before that is found out: who waits for one page need not wait for it.
    """
    memory = memory or Memory()
    view = LibraryView(library, Reads(memory))
    memory.ask(view.digest)
    if first:
        first(_undrawn(view, memory))
    memory.compare()
    return _undrawn(view, memory)


def _undrawn(view: LibraryView, memory: Memory) -> Rendered:
    pages = ((url, page_type.draw, of) for page_type in PAGE_TYPES.values() for url, of in page_type.pages(view))
    files = {**data_files(view), **worksheets(view, memory)}
    return Rendered(
        tuple(RememberedPage(url, make, of, view, memory) for url, make, of in pages),
        tuple(RememberedFile(path, make, view, memory) for path, make in files.items()),
        tuple(RememberedFolder(path, make, view, memory) for path, make in data_folders(view).items()),
    )
