"""How hard a text is to read, as a school grade. An estimate for a warning, not a verdict on a text."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["reading_grade"]

_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n+")
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’][A-Za-z]+)?|\d[\d.,]*")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$")


def reading_grade(text: str) -> float | None:
    """Years of school in the United States that a plain text asks for; None under 100 words.

    Flesch-Kincaid grade level (Kincaid and others 1975, Derivation of new readability formulas for Navy enlisted
    personnel), with syllables counted by groups of vowels.
    """
    words = _WORD.findall(text)
    if len(words) < 100:
        return None
    sentences = sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part)) or 1
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@lru_cache(maxsize=20_000)  # a library uses the same few thousand words over and over
def _syllables(word: str) -> int:
    if word[0].isdigit():
        return 1
    word = word.casefold()
    return max(1, len(_VOWELS.findall(word)) - bool(_SILENT_END.search(word)))
