"""What the pages are drawn from: the catalog, its ratings and the site's settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.catalog import Catalog
from generator.model.rating import Rating

__all__ = ["Library", "Page", "Rendered", "SearchEntry", "Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's settings that pages need, as `mkdocs.yml` or the defaults give them."""

    site_name: str = "Change ideas"
    site_description: str = ""
    site_url: str = ""
    """Address of the published site with a slash at the end.

    Empty when unknown (then no canonical links, no sitemap).
    """
    repo_url: str = ""
    edit_uri: str = ""
    """Address below which a source file can be edited; `edit_uri + path` is the edit link; empty when there is none."""
    copyright: str = ""
    language: str = "en"
    build_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """All that a page may show."""

    catalog: Catalog
    ratings: Mapping[str, Rating]
    settings: Settings


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One entry of the full-text search: a page (`anchor` empty) or a part of it; plain text."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page body: safe HTML in which `text.ROOT` stands for the way to the site's root."""

    url: str
    """Address below the root, with a slash at the end; empty for the home page."""
    page_type: str
    title: str
    description: str
    body: str
    source: str | None = None
    """The file it was made from, relative to the project."""
    search: tuple[SearchEntry, ...] = ()
    structured_data: str | None = None
    """JSON-LD for search engines, already safe inside a script element."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Everything that the render stage makes."""

    pages: tuple[Page, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Path below the root -> bytes: data files and schemas."""
