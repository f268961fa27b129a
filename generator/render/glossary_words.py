"""Which words of the glossary a page uses: an index by first word, so that each page is read just once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.lookup import Term
from generator.render.environment import macro
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
        self._entries: dict[str, Markup] = {}
        self._by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for term_id, term in terms.items():
            for written in (term.term, *term.aliases):
                if parts := _WORD.findall(written.casefold()):
                    for first in (parts[0], f"{parts[0]}s"):  # a text may have the plural
                        self._by_first[first].append((f" {' '.join(parts)}", term_id))

    def used_in(self, text: str) -> list[Markup]:
        """Words of the glossary that stand in the text (also with an 's' at the end), in alphabetical order."""
        words = _WORD.findall(text.casefold())
        line = f" {' '.join(words)} "
        found = {
            term_id
            for start in self._by_first.keys() & set(words)
            for phrase, term_id in self._by_first[start]
            if f"{phrase} " in line or f"{phrase}s " in line
        }
        chosen = sorted(found, key=lambda term_id: self._terms[term_id].term.casefold())[:MOST]
        return [self._entry(term_id) for term_id in chosen]

    def _entry(self, term_id: str) -> Markup:
        """A word with its meaning as an entry of a list; drawn once."""
        if term_id not in self._entries:
            term = self._terms[term_id]
            self._entries[term_id] = macro("lists", "word_used")(WordUsed(term_id, term.term, term.meaning))
        return self._entries[term_id]
