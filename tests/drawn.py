"""Turns what `render` gives into finished pages, and finished pages into what `assemble` takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model.library import File, Page, Rendered, Undrawn

__all__ = ["drawn_pages", "undrawn"]

T = TypeVar("T", Page, File)


def drawn_pages(rendered: Rendered) -> dict[str, Page]:
    """Every page, drawn, by its address."""
    return {page.at: page.draw() for page in rendered.pages}


def undrawn(pages: Iterable[Page], files: Mapping[str, bytes] | None = None) -> Rendered:
    """Pages and files that are finished already, as if they were still to be drawn."""
    return Rendered(
        tuple(_Finished(page.url, page) for page in pages),
        tuple(_Finished(path, File([data])) for path, data in (files or {}).items()),
    )


@dataclass(frozen=True, slots=True)
class _Finished(Undrawn[T], Generic[T]):
    it: T

    def draw(self) -> T:
        return self.it

    def recall(self) -> None:
        return None
