"""The files of the site's search: an index of words in pieces, and the texts of pages in pieces to show what was found.

A visitor's browser loads the pieces that a query needs, some 100 kB in a library of any size, where the theme's own
index is loaded whole with every page. The reader is `theme/assets/search-worker.js`, which answers the search box of
the theme. Zensical's box speaks another language and gets one index for all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from generator.model.frame import PIECES_OF_SEARCH, Frames
from generator.model.library import Page, SearchEntry
from generator.text.word_index import WordIndex, piece_file

__all__ = ["SEARCH_FOLDER", "search_files"]

SEARCH_FOLDER = "search"
"""Everything of the search lies in it, and nothing else."""
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


def search_files(pages: Iterable[Page], frames: Frames) -> dict[str, bytes]:
    """Path below the root -> bytes; nothing where the site has no search."""
    if frames.search is None:
        return {}
    if frames.search_file == PIECES_OF_SEARCH:
        return _in_pieces(pages, frames.search)
    return {frames.search_file: _whole(pages, frames.search)}


def _in_pieces(pages: Iterable[Page], config: Mapping[str, Any]) -> dict[str, bytes]:
    """The file that the theme loads with every page says only where to find the rest."""
    index = WordIndex(levels=3)
    texts: list[list[Any]] = []
    starts: list[int] = []
    rows, size = 0, _PIECE
    for page, parts in _found(pages):
        if size >= _PIECE:
            texts.append([])
            starts.append(rows)
            size = 0
        texts[-1].append([page.url, page.title, [[part.anchor, part.title, part.text] for part in parts]])
        size += sum(len(part.text) for part in parts)
        index.add(rows, *_levels(parts))
        rows += 1
    files = {}

    def add(kind: str, data: object) -> str:
        key, path, content = piece_file(SEARCH_FOLDER, kind, data)
        files[path] = content
        return key

    pieces = [(first, add("words", piece)) for first, piece in index.pieces()]
    head = {
        "rows": rows,
        "words": [first for first, _ in pieces],
        "pieces": [key for _, key in pieces],
        "starts": starts,
        "texts": [add("texts", text) for text in texts],
        "common": _COMMON.split(),
    }
    start = {"config": {**config, "head": add("head", head)}, "docs": []}
    files[PIECES_OF_SEARCH] = json.dumps(start, separators=(",", ":")).encode()
    return files


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
    return json.dumps({"config": config, "items": items}, ensure_ascii=False, separators=(",", ":")).encode()


def _found(pages: Iterable[Page]) -> Iterator[tuple[Page, tuple[SearchEntry, ...]]]:
    """What can be found: a page with its parts, or with a group of them where they are many."""
    for page in pages:
        for start in range(0, len(page.search), _MOST_PARTS):
            yield page, page.search[start : start + _MOST_PARTS]


def _levels(parts: tuple[SearchEntry, ...]) -> tuple[str, str, str]:
    """The title; what the page is about, and its headings; all other text."""
    title = " ".join(part.title for part in parts if not part.anchor)
    about = " ".join(part.text if not part.anchor else part.title for part in parts)
    return title, about, " ".join(part.text for part in parts if part.anchor)
