"""The registry of page types: each is a module of this folder and a template of the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.model.library import Page
from generator.render.pages.idea import draw_ideas
from generator.render.view import LibraryView

__all__ = ["PAGE_TYPES"]

PAGE_TYPES: dict[str, Callable[[LibraryView], Iterator[Page]]] = {
    "idea": draw_ideas,
}
"""Page type -> what draws all its pages."""
