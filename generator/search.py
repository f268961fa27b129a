"""The files of the site's search: an index of words in pieces, and the texts of pages in pieces to show what was found.

A visitor's browser loads the pieces that a query needs, some 100 kB in a library of any size, where the theme's own
index is loaded whole with every page. The reader is `theme/assets/search-worker.js`, which answers the search box of
the theme. Zensical's box speaks another language and gets one index for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from pydantic_core import to_json

from generator.model.frame import PIECES_OF_SEARCH, SEARCH_FOLDER, Frames
from generator.model.library import Page, SearchEntry
from generator.text.word_index import WordIndex, piece_file

__all__ = ["search_files"]

_PIECE = 10_000
"""Characters of pages whose texts lie in one file: the few that a list of results needs, not one file a page."""
_MOST_PARTS = 12
"""A page of more parts (sources, words, messages) is found by groups of its parts, so that no piece grows with it."""
_COMMON = (
    "a about after all also am an and any are as at be been but by can could did do does for from get had has "
    "have he her him his how i if in into is it its just like may me might most must my no nor not of off on "
    "only or other our own said say she should since so some than that the their them then there these they this "
    "to too us was we were what when where which while who whom why will with would you your"
)
"""Words that say nothing about a page: they are not looked up, unless nothing else is asked."""


def search_files(pages: Iterable[Page], frames: Frames) -> Iterator[tuple[str, bytes]]:
    """Path below the root and bytes of each file, one after the other; nothing where the site has no search."""
    if frames.search is not None and frames.search_file == PIECES_OF_SEARCH:
        yield from _in_pieces(pages, frames.search)
    elif frames.search is not None:
        yield frames.search_file, _whole(pages, frames.search)


def _in_pieces(pages: Iterable[Page], config: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The file that the theme loads with every page, which comes last, says only where to find the rest."""
    index = WordIndex(levels=3)
    rows = 0
    head: dict[str, list[Any]] = {"words": [], "pieces": [], "starts": [], "texts": []}
    for piece in _pieces_of_text(pages):
        for row, (_, parts) in enumerate(piece, rows):
            index.add(row, *_levels(parts))
        text = [_shown(page, parts) for page, parts in piece]
        key, path, content = piece_file(SEARCH_FOLDER, "texts", text)
        yield path, content
        head["starts"].append(rows)
        head["texts"].append(key)
        rows += len(piece)
    for first, words in index.pieces():
        key, path, content = piece_file(SEARCH_FOLDER, "words", words)
        yield path, content
        head["words"].append(first)
        head["pieces"].append(key)
    key, path, content = piece_file(SEARCH_FOLDER, "head", {"rows": rows, **head, "common": _COMMON.split()})
    yield path, content
    start = {"config": {**config, "head": key}, "docs": []}
    yield PIECES_OF_SEARCH, to_json(start)


def _pieces_of_text(pages: Iterable[Page]) -> Iterator[list[tuple[Page, tuple[SearchEntry, ...]]]]:
    """Pages with their parts, as many together as lie in one file."""
    piece: list[tuple[Page, tuple[SearchEntry, ...]]] = []
    size = 0
    for page, parts in _found(pages):
        piece.append((page, parts))
        size += sum(len(part.text) for part in parts)
        if size >= _PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _whole(pages: Iterable[Page], config: Mapping[str, Any]) -> bytes:
    """One index for all pages, as Zensical reads it. It shows titles and texts as HTML, so they are escaped here."""
    items: list[dict[str, Any]] = [
        {
            "location": page.url + (f"#{entry.anchor}" if entry.anchor else ""),
            "title": escape(entry.title, quote=False),
            "text": escape(entry.text, quote=False),
            "level": 2 if entry.anchor else 1,
            "path": [],
            "tags": [],
        }
        for page in pages
        for entry in page.search
    ]
    return to_json({"config": config, "items": items})


def _found(pages: Iterable[Page]) -> Iterator[tuple[Page, tuple[SearchEntry, ...]]]:
    """What can be found: a page with its parts, or with a group of them where they are many."""
    for page in pages:
        for start in range(0, len(page.search), _MOST_PARTS):
            yield page, page.search[start : start + _MOST_PARTS]


def _shown(page: Page, parts: Iterable[SearchEntry]) -> list[Any]:
    return [page.url, page.title, [[part.anchor, part.title, part.text] for part in parts]]


def _levels(parts: tuple[SearchEntry, ...]) -> tuple[str, str, str]:
    """The title; what the page is about, and its headings; all other text."""
    title = " ".join(part.title for part in parts if not part.anchor)
    about = " ".join(part.text if not part.anchor else part.title for part in parts)
    return title, about, " ".join(part.text for part in parts if part.anchor)
