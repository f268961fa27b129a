"""Pages and files that take note of what they are made from, so that a later build can leave them as they are.

Not for drawing (`pages/`, `data`) and not for keeping (`memory`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from generator.memory import Memory
from generator.model.library import File, Files, Page, SearchEntry, Undrawn, stamp_of
from generator.render.sources import named_citations
from generator.render.view import LibraryView

__all__ = ["remembered_file", "remembered_folder", "remembered_page"]


def remembered_page(page: Undrawn[Page], view: LibraryView, memory: Memory) -> Undrawn[Page]:
    """The same page: drawn, it is noted in the memory; recalled, it is what the memory knows of it."""

    def draw() -> Page:
        drawn, sources = view.reads.during(lambda: _with_names(page.draw(), view))
        stamp = stamp_of(repr(drawn).encode())
        facts = {
            "url": drawn.url,
            "page_type": drawn.page_type,
            "title": drawn.title,
            "description": drawn.description,
            "source": drawn.source,
            "search": [(entry.anchor, entry.title, entry.text) for entry in drawn.search],
            "structured_data": drawn.structured_data,
        }
        memory.remember(page.at, sources, facts | {"stamp": stamp})
        return replace(drawn, stamp=stamp)

    def recall() -> Page | None:
        facts = memory.recall(page.at)
        if facts is None:
            return None
        return Page(**{**facts, "body": "", "search": tuple(SearchEntry(*entry) for entry in facts["search"])})

    return Undrawn(page.at, draw, recall)


def remembered_file(path: str, make: Callable[[], bytes], view: LibraryView, memory: Memory) -> Undrawn[File]:
    """A file from what makes its bytes, noted and recalled as pages are."""

    def draw() -> File:
        data, sources = view.reads.during(make)
        file = File(data, stamp_of(data))
        memory.remember(path, sources, {"stamp": file.stamp})
        return file

    def recall() -> File | None:
        facts = memory.recall(path)
        return None if facts is None else File(b"", facts["stamp"])

    return Undrawn(path, draw, recall)


def remembered_folder(
    at: str, make: Callable[[], Mapping[str, bytes]], view: LibraryView, memory: Memory
) -> Undrawn[Files]:
    """The same of several files whose names follow from what is in them."""

    def draw() -> Files:
        made, sources = view.reads.during(make)
        files = {path: File(data, stamp_of(data)) for path, data in made.items()}
        memory.remember(at, sources, {path: file.stamp for path, file in files.items()})
        return files

    def recall() -> Files | None:
        facts = memory.recall(at)
        return None if facts is None else {path: File(b"", stamp) for path, stamp in facts.items()}

    return Undrawn(at, draw, recall)


def _with_names(page: Page, view: LibraryView) -> Page:
    return replace(page, body=named_citations(page.body, view.catalog.references))
