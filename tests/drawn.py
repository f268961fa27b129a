"""Turns what `render` gives into finished pages, and finished pages into what `assemble` takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.model.library import File, Page, Rendered, Undrawn

__all__ = ["drawn_pages", "undrawn"]


def drawn_pages(rendered: Rendered) -> dict[str, Page]:
    """Every page, drawn, by its address."""
    return {page.at: page.draw() for page in rendered.pages}


def undrawn(pages: Iterable[Page], files: Mapping[str, bytes] | None = None) -> Rendered:
    """Pages and files that are finished already, as if they were still to be drawn."""
    return Rendered(
        tuple(Undrawn(page.url, lambda page=page: page) for page in pages),  # type: ignore[misc]
        tuple(Undrawn(path, lambda data=data: File(data)) for path, data in (files or {}).items()),  # type: ignore[misc]
    )
