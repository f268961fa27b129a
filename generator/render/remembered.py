"""Pages and files that take note of what they are made from, so that a later build can leave them as they are.

Not for drawing (`pages/`, `data`) and not for keeping (`memory`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic_core import to_json

from generator.memory import Memory
from generator.model.library import File, Files, Page, SearchEntry, Undrawn, stamp_of, stamp_of_pieces
from generator.render.sources import named_citations
from generator.render.view import LibraryView

__all__ = ["RememberedFile", "RememberedFolder", "RememberedPage"]


@dataclass(frozen=True, slots=True)
class RememberedPage(Undrawn[Page]):
    """A page: drawn, it is noted in the memory; recalled, it is what the memory knows of it."""

    make: Callable[..., Page]
    of: str | None
    """The id of what the page is about, where there are several of its type."""
    view: LibraryView
    memory: Memory

    def draw(self) -> Page:
        """The page, with the names of the sources that it cites."""
        drawn, sources = self.view.reads.during(self._drawn)
        facts = {
            "page_type": drawn.page_type,
            "title": drawn.title,
            "description": drawn.description,
            "source": drawn.source,
            "search": drawn.search,
            "structured_data": drawn.structured_data,
        }
        stamp = stamp_of_pieces([to_json(facts), drawn.body.encode()])
        self.memory.remember(self.at, sources, facts | {"stamp": stamp})
        return replace(drawn, stamp=stamp)

    def _drawn(self) -> Page:
        page = self.make(self.view) if self.of is None else self.make(self.view, self.of)
        return replace(page, body=named_citations(page.body, self.view.catalog))

    def recall(self) -> Page | None:
        """What the memory knows."""
        return self._without_body(self.memory.recall(self.at))

    def known(self) -> Page:
        """What the memory knows, also of a page that was drawn in this build."""
        return self._without_body(self.memory.facts(self.at)) or self.draw()

    def _without_body(self, facts: Mapping[str, Any] | None) -> Page | None:
        if facts is None:
            return None
        search = tuple(map(SearchEntry._make, facts["search"]))
        return Page(**{**facts, "url": self.at, "body": "", "search": search})


@dataclass(frozen=True, slots=True)
class RememberedFile(Undrawn[File]):
    """A file from what makes its bytes, noted and recalled as pages are."""

    make: Callable[[], Iterable[bytes]]
    view: LibraryView
    memory: Memory

    def draw(self) -> File:
        """The file."""
        file, sources = self.view.reads.during(self._drawn)
        self.memory.remember(self.at, sources, {"stamp": file.stamp})
        return file

    def _drawn(self) -> File:
        pieces = self.make()
        return File(pieces, stamp_of_pieces(pieces))

    def recall(self) -> File | None:
        """What the memory knows."""
        facts = self.memory.recall(self.at)
        return None if facts is None else File((), facts["stamp"])


@dataclass(frozen=True, slots=True)
class RememberedFolder(Undrawn[Files]):
    """The same of several files whose names follow from what is in them."""

    make: Callable[[], Mapping[str, bytes]]
    view: LibraryView
    memory: Memory

    def draw(self) -> Files:
        """The files."""
        made, sources = self.view.reads.during(self.make)
        files = {path: File([data], stamp_of(data)) for path, data in made.items()}
        self.memory.remember(self.at, sources, {path: file.stamp for path, file in files.items()})
        return files

    def recall(self) -> Files | None:
        """What the memory knows."""
        facts = self.memory.recall(self.at)
        return None if facts is None else {path: File((), stamp) for path, stamp in facts.items()}
