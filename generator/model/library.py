"""What the render stage is given and what it gives: a library, and the pages and files that are drawn from it.

A library is the catalog, its ratings and the site's settings; pages and files are drawn one by one, when needed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from generator.model.catalog import Catalog
from generator.model.rating import Rating

__all__ = [
    "File",
    "Files",
    "Library",
    "Page",
    "Rendered",
    "SearchEntry",
    "Settings",
    "Undrawn",
    "stamp_of",
    "stamp_of_pieces",
]

T = TypeVar("T", "Page", "File", "Mapping[str, File]")


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
    build_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Library:
    """All that a page may show."""

    catalog: Catalog
    rate: Callable[[Catalog], Mapping[str, Rating]]
    """Gives the ratings of all ideas of a catalog; each is worked out when it is asked for."""
    settings: Settings


class SearchEntry(NamedTuple):
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
    stamp: str = ""
    """Two pages of one stamp say the same; empty when nobody has looked."""


def stamp_of(data: bytes) -> str:
    """A short name for what a page, a file or a source of theirs says."""
    return stamp_of_pieces([data])


def stamp_of_pieces(pieces: Iterable[bytes]) -> str:
    """The same of bytes in pieces."""
    whole = hashlib.blake2b(digest_size=12)
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class File:
    """A finished file that is no page: data, a worksheet, a schema."""

    pieces: Iterable[bytes]
    """Its bytes, one piece or many; can be gone through several times."""
    stamp: str = ""


Files = Mapping[str, File]
"""Files whose names follow from what is in them: path below the root -> file."""


@dataclass(frozen=True, slots=True)
class Undrawn(ABC, Generic[T]):
    """A page or file that will be drawn when it is needed, so that a large site is never in memory whole."""

    at: str
    """Address of a page, path of a file or pattern of the paths of several, below the root."""

    @abstractmethod
    def draw(self) -> T:
        """The page or file."""

    @abstractmethod
    def recall(self) -> T | None:
        """The same without its body or bytes, when nothing that it is made from has changed since an earlier build."""

    def known(self) -> T:
        """The same, recalled or, when it must be, drawn; perhaps without its body or bytes."""
        return self.recall() or self.draw()


@dataclass(frozen=True, slots=True)
class Rendered:
    """Everything that the render stage makes, ready to be drawn."""

    pages: tuple[Undrawn[Page], ...]
    files: tuple[Undrawn[File], ...] = ()
    folders: tuple[Undrawn[Files], ...] = ()

    def titles(self) -> Mapping[str, str]:
        """Address of every page -> its title; a page is drawn or recalled only when its title is asked for."""
        return _Titles({page.at: page for page in self.pages})


class _Titles(Mapping[str, str]):
    def __init__(self, pages: Mapping[str, Undrawn[Page]]) -> None:
        self._pages = pages

    def __getitem__(self, url: str) -> str:
        return self._pages[url].known().title

    def __contains__(self, url: object) -> bool:
        return url in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)
