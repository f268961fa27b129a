"""An index of words for the browser, in pieces: which rows have a word, in files small enough to be loaded one by one.

The menu's box for words and the search of the site read it with `theme/assets/word-index.js`, which splits and folds
words by the same rules. Knows no pages and no ideas: a row is a number, a level says how much a word counts there.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import sub
from typing import Any

from pydantic_core import to_json

__all__ = ["WordIndex", "fold", "key_of", "piece_file", "words_of"]

_ACCENTS = re.compile("[\u0300-\u036f]")
_SINGLE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Letters of scripts that put no space between words: each counts as a word of its own."""
_WORD = re.compile(rf"[{_SINGLE}]|[^\W_{_SINGLE}]+")
_PIECE = 48_000
"""Characters of a piece, about 15 kB compressed: small beside a page, large beside the cost of a request."""
_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """Small letters without accents."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return text.lower()


def words_of(text: str) -> list[str]:
    """The words of a text, folded; a word is letters and digits only."""
    folded = fold(text)
    return folded.translate(_SPACES).split() if folded.isascii() else _WORD.findall(folded)


def piece_file(folder: str, kind: str, data: Any) -> tuple[str, str, bytes]:
    """A piece as a script that hands its data over: its key, its path and its bytes.

    A script can be loaded where pages lie on a disk, too, which JSON cannot. The name changes with what is in it, so
    that a page never gets a piece of a newer site than its own.
    """
    text = to_json(data)
    key = key_of(text)
    return key, f"{folder}/{kind}-{key}.js", b'changepackTake("%b",%b)\n' % (key.encode(), text)


def key_of(content: bytes) -> str:
    """A name that changes with the content."""
    return hashlib.sha256(content).hexdigest()[:10]


class WordIndex:
    """Collects the words of rows, then gives them out in pieces."""

    def __init__(self, levels: int) -> None:
        self._rows: tuple[dict[str, list[int]], ...] = tuple(defaultdict(list) for _ in range(levels))

    def add(self, row: int, *texts: str) -> None:
        """A row's texts by level, the first counts most; a word counts at the first level where it stands.

        Rows come in rising order.
        """
        before: set[str] = set()
        for rows, text in zip(self._rows, texts, strict=True):
            words = set(words_of(text)) - before
            for word in words:
                rows[word].append(row)
            before |= words

    def pieces(self) -> Iterator[tuple[str, list[Any]]]:
        """First word of each piece, and the piece: its words in order, and for each word its rows by level.

        Rows are told by how far each is from the one before. Where a piece ends depends on what is in it alone, so an
        edit changes few of them.
        """
        words = sorted(set().union(*self._rows), key=lambda word: word.encode("utf-16-be"))  # as scripts order words
        names: list[str] = []
        found: list[list[list[int]]] = []
        size = 0
        for word in words:
            levels = [_steps(rows.get(word, ())) for rows in self._rows]
            while not levels[-1]:
                levels.pop()
            names.append(word)
            found.append(levels)
            # a row takes two or three characters
            size += len(word) + 8 + 5 * sum(map(len, levels)) // 2
            if size > _PIECE:
                yield names[0], [names, found]
                names, found, size = [], [], 0
        if names:
            yield names[0], [names, found]


def _steps(rows: Sequence[int]) -> list[int]:
    """Each row as its distance from the one before."""
    return [*rows[:1], *map(sub, rows[1:], rows)]
