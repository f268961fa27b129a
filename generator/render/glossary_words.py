"""Which words of the glossary a page uses: an index by first word, so that each page is read just once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.lookup import Term
from generator.text import Prose

__all__ = ["GlossaryWords", "WordUsed"]

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
MOST = 12
"""No page lists more words than this; the glossary itself has them all."""


@dataclass(frozen=True, slots=True)
class WordUsed:
    """A word of the glossary as a page shows it."""

    id: str
    word: str
    meaning: Prose


class GlossaryWords:
    """The glossary, ready to be looked up in a text."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for term_id, term in terms.items():
            for written in (term.term, *term.aliases):
                if parts := tuple(_WORD.findall(written.casefold())):
                    self._by_first[parts[0]].append((parts, term_id))

    def used_in(self, text: str) -> list[WordUsed]:
        """Words of the glossary that stand in the text (also with an 's' at the end), in alphabetical order."""
        words = _WORD.findall(text.casefold())
        found = set()
        for position, word in enumerate(words):
            for start in (word, word.removesuffix("s")):
                for parts, term_id in self._by_first.get(start, ()):
                    if term_id not in found and _stands_at(parts, words, position):
                        found.add(term_id)
        chosen = sorted(found, key=lambda term_id: self._terms[term_id].term.casefold())[:MOST]
        return [WordUsed(term_id, self._terms[term_id].term, self._terms[term_id].meaning) for term_id in chosen]


def _stands_at(parts: tuple[str, ...], words: list[str], position: int) -> bool:
    there = words[position : position + len(parts)]
    return len(there) == len(parts) and all(word in (part, part + "s") for part, word in zip(parts, there, strict=True))
