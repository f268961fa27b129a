"""The data of the menu of ideas: what its script filters by, sorts by and draws, as one compact table in pieces.

Of each idea the table holds small numbers: for every facet which set of values it has, how much work it is, when it
was added. Names, words and summaries lie in pieces beside it. As many pieces as a first visit may cost come in one file
with the table; in a small library that is everything, in a large one the rest is loaded when it is needed. The reader
is `theme/assets/menu-data.js`.
"""

from __future__ import annotations

import zlib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json

from generator.render.facets import FACETS, values_of
from generator.render.view import LibraryView
from generator.render.worked_out import whole_library
from generator.text.word_index import WordIndex, key_of, piece_file

__all__ = ["FOLDER", "MenuData", "first_file", "menu_data"]

FOLDER = "data/menu"
FIRST = 115_000
"""Bytes, compressed, that the file which every visit loads may have."""
_NAMES, _LINES, _DRIVERS = 500, 25, 20
"""Ideas whose names, and whose summaries, lie in one piece; problems whose drivers do."""
_FIRST_SIGN = 35
"""A column is a text with one sign an idea; this is the sign of the first set of values."""


_Values = Mapping[str, Iterable[str]]
"""Facet -> the values of an idea."""


@dataclass(frozen=True, slots=True)
class MenuData:
    """The path of the file that the page loads, and all files by their paths."""

    first: str
    files: dict[str, bytes]


@dataclass(slots=True)
class _Pieces:
    """Pieces made so far, in the order in which they are wanted: path and content."""

    made: list[tuple[str, bytes]] = field(default_factory=list)

    def add(self, kind: str, data: Any) -> str:
        """Put a piece aside; its key."""
        key, path, content = piece_file(FOLDER, kind, data)
        self.made.append((path, content))
        return key


def menu_data(view: LibraryView) -> MenuData:
    """The files of a library's menu, made once for it."""
    return view.once("menu data", lambda: _menu_data(view))


@whole_library
def first_file(view: LibraryView) -> str:
    """The path of the file that the page of the menu loads."""
    return menu_data(view).first


def _menu_data(view: LibraryView) -> MenuData:
    ideas = view.published_ideas
    values = [values_of(view, idea_id) for idea_id in ideas]
    pieces = _Pieces()
    head = {
        "rows": len(ideas),
        "facets": _facets(view, values),
        "effort": _effort(view),
        "band": _column([view.cards[idea_id].effort_band for idea_id in ideas]),
        "newest": _newest(view),
        "names": [pieces.add("names", _names(view, part)) for part in _parts(ideas, _NAMES)],
        "namesInAPiece": _NAMES,
        "drivers": [pieces.add("drivers", part) for part in _drivers(view, values)],
        "driversInAPiece": _DRIVERS,
        "words": _words(view, pieces),
        "lines": [
            pieces.add("lines", [view.cards[idea_id].summary for idea_id in part]) for part in _parts(ideas, _LINES)
        ],
        "linesInAPiece": _LINES,
    }
    table = b'changepackTake("menu",%b)\n' % to_json(head)
    inside = _that_fit(table, pieces.made)
    first = f"{FOLDER}/first-{key_of(inside)}.js"
    return MenuData(first, {first: inside, **dict(pieces.made)})


def _that_fit(table: bytes, pieces: Sequence[tuple[str, bytes]]) -> bytes:
    """The table and as many pieces, in their order, as fit into the first file."""
    parts, room = [table], FIRST - len(zlib.compress(table))
    for _, content in pieces:
        room -= len(zlib.compress(content))
        if room < 0:
            break
        parts.append(content)
    return b"".join(parts)


def _column(values: Iterable[Hashable]) -> dict[str, Any]:
    """What each idea has, as a sign that stands for one of the sets that occur."""
    kinds: dict[Hashable, int] = {}
    signs = [chr(_FIRST_SIGN + kinds.setdefault(value, len(kinds))) for value in values]
    return {"sets": list(kinds), "rows": "".join(signs)}


def _facets(view: LibraryView, values: Sequence[_Values]) -> dict[str, Any]:
    """Each facet's column; a set is the places of its values in the facet's list. Drivers have pieces of their own."""
    columns = {}
    for facet in FACETS:
        if not facet.depends_on:
            places = {value.id: place for place, value in enumerate(facet.values(view))}
            columns[facet.id] = _column(tuple(sorted(map(places.__getitem__, of[facet.id]))) for of in values)
    return columns


def _effort(view: LibraryView) -> dict[str, Any]:
    """The sentence of each idea's effort; `order` ranks the sentences, those of equal effort alike."""
    column = _column((view.cards[idea_id].effort, view.effort_key(idea_id)) for idea_id in view.published_ideas)
    ranks = {key: rank for rank, key in enumerate(sorted({key for _, key in column["sets"]}))}
    return {
        "rows": column["rows"],
        "sets": [sentence for sentence, _ in column["sets"]],
        "order": [ranks[key] for _, key in column["sets"]],
    }


def _newest(view: LibraryView) -> dict[str, Any]:
    """Days on which ideas were added; `order` ranks them, the newest first."""
    days = [found.toordinal() if (found := view.catalog.ideas[idea].added) else 0 for idea in view.published_ideas]
    column = _column(days)
    ranks = {day: rank for rank, day in enumerate(sorted(set(days), reverse=True))}
    return {"rows": column["rows"], "order": [ranks[day] for day in column["sets"]]}


def _names(view: LibraryView, ideas: Sequence[str]) -> list[list[str]]:
    return [list(ideas), [view.cards[idea_id].title for idea_id in ideas]]


def _words(view: LibraryView, pieces: _Pieces) -> dict[str, Any]:
    """The words by which ideas are found: titles, summaries, other names, the general notion."""
    index = WordIndex(levels=1)
    for row, idea_id in enumerate(view.published_ideas):
        idea = view.catalog.ideas[idea_id]
        index.add(row, " ".join([idea.title, idea.summary, *idea.aliases, idea.concept or ""]))
    found = [(first, pieces.add("words", piece)) for first, piece in index.pieces()]
    return {
        "rows": len(view.published_ideas),
        "words": [first for first, _ in found],
        "pieces": [key for _, key in found],
    }


def _drivers(view: LibraryView, values: Sequence[_Values]) -> Iterator[Sequence[Any]]:
    """For each problem its drivers: name in addresses, title, the rows of its ideas."""
    rows: dict[str, list[int]] = {}
    facet = next(facet for facet in FACETS if facet.depends_on)
    for row, of in enumerate(values):
        for value in of[facet.id]:
            rows.setdefault(value, []).append(row)
    problems: dict[str, list[Any]] = {problem_id: [] for problem_id in view.problem_order}
    for driver in facet.values(view):
        problems[driver.of].append([driver.id, driver.title, rows.get(driver.id, [])])
    yield from _parts(list(problems.values()), _DRIVERS)


def _parts(things: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(things), size):
        yield things[start : start + size]
