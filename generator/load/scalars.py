"""What a plain (unquoted) YAML value means: text, true, false, nothing, a number, or "programs disagree".

YAML 1.1 and 1.2 and their readers disagree on `yes`, `012`, `3:1` or `1_000`. Here only what all of them agree on is
typed; what some of them would type is refused, so that nobody's value changes in silence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Ambiguous", "read_plain"]


class Ambiguous(NamedTuple):
    """A value that is refused: why, and what to write instead."""

    why: str
    instead: str


_TYPED: dict[str, bool | None] = {"": None, "null": None, "true": True, "false": False}

_WORDS: dict[str, Ambiguous] = {}
for _meant, _spellings in {"true": "y yes on true", "false": "n no off false"}.items():
    for _spelling in _spellings.split():
        for _word in (_spelling, _spelling.title(), _spelling.upper()):
            _advice = f'put it in quotes ("{_word}") if it is text; write {_meant} if it is meant so'
            _WORDS[_word] = Ambiguous(f"some programs read it as {_meant}", _advice)
for _word in ("~", "Null", "NULL"):
    _advice = f'put it in quotes ("{_word}") if it is text, or leave the field out'
    _WORDS[_word] = Ambiguous("some programs read it as nothing", _advice)
for _word in ("=", "<<"):
    _WORDS[_word] = Ambiguous("it has a meaning of its own in YAML", f'put it in quotes: "{_word}"')
_LONGEST_WORD = max(map(len, _WORDS))

_NUMBER_STARTS = frozenset("+-.0123456789")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_MAX_DIGITS = 15
"""Digits that every program keeps exactly (a double holds 15)."""

_CLOCK = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-9_]+)+(?:\.[0-9_]*)?")
_NUMBERLIKE = re.compile(
    r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?"
    r"|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


def _read_number(text: str) -> int | float | str | Ambiguous:
    """A value that begins like a number."""
    quoted = f'"{text}"' if len(text) <= 40 else '"..."'
    digits = len(text) - text.count("-") - text.count(".")
    if digits <= _MAX_DIGITS:
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
    if _CLOCK.fullmatch(text):
        return Ambiguous("some programs read it as a number of minutes or seconds", f"put it in quotes: {quoted}")
    if not _NUMBERLIKE.fullmatch(text):
        return text
    if digits > _MAX_DIGITS:
        return Ambiguous("it has more digits than a number may have here", f"put it in quotes ({quoted}) if it is text")
    if re.match(r"[-+]?0[0-9]", text):
        why = "with a zero in front it is text for some programs, a number for others"
    else:
        why = "programs read such numbers in different ways"
    return Ambiguous(why, f"put it in quotes ({quoted}) if it is text; write numbers plainly, as 7, 1000 or 0.5")


def read_plain(text: str) -> str | int | float | bool | Ambiguous | None:
    """The value that every reader of YAML would give to a plain scalar, or `Ambiguous`."""
    if text[:1] in _NUMBER_STARTS:
        return _read_number(text)
    if len(text) > _LONGEST_WORD:
        return text
    if text in _TYPED:
        return _TYPED[text]
    return _WORDS.get(text, text)
