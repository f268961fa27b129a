"""Bytes of a contributed file to text, or faults: size, UTF-8, and characters that nobody can see.

Everything that is read (YAML, CSV, Markdown) passes here first, so that later rooms meet only text without
control, bidi and zero-width characters. It knows no format.
"""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from generator.diagnostics import Location, Report

__all__ = [
    "FORBIDDEN", "MAX_BYTES", "ONE_RECORD", "WHOLE_LIST", "Limits", "name_character", "read_text", "written_once",
]  # fmt: skip

MAX_BYTES = 256 * 1024
"""Largest file of one record or page."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: bytes, values or rows in it, and characters of all values together."""

    bytes: int
    values: int
    characters: int


ONE_RECORD = Limits(MAX_BYTES, 20_000, 60_000)
"""As many characters as a hand-written page; much more, and drawing them takes longer than anybody waits."""
WHOLE_LIST = Limits(64 * MAX_BYTES, 500_000, 64 * MAX_BYTES)
"""For a file that holds every record of a kind, such as the sources: nobody can split it, and a large library cites
thousands, each perhaps with the abstract that Zotero exports."""

_A_WORD = 64
"""Texts up to this length, such as ids and words of lists, stand in many records."""

_MAX_SHOWN = 10
"""Hidden characters named one by one in a file; after that its author knows what is wrong."""

_HIDDEN = (
    # control characters; tab, line feed and carriage return are judged elsewhere
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    # letters and marks that are drawn as nothing
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"
    # zero-width, direction and line separators; the joiners U+200C and U+200D are part of writing
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    # private use, no characters at all, and U+FFFD, where something was lost
    "\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff"
    # halves of characters, tag characters, private planes
    "\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
FORBIDDEN = re.compile(f"[{_HIDDEN}]|\r(?!\n)")
"""Hidden characters, and a carriage return by itself, which ends a line for some programs only."""

_SUSPECT = re.compile(f"[\r{_HIDDEN}]")
_SUSPECT_ASCII = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""Quick looks that clear most files: a few microseconds for plain text."""

_NAMES = {
    "\x00": "a zero byte, which no text file holds",
    "\r": "a carriage return by itself, as very old Macs end lines",
    "\u00ad": "a soft hyphen (U+00AD), which is invisible",
    "\ufeff": "a byte order mark (U+FEFF) inside the text, which is invisible",
    "\ufffd": "the sign \ufffd, which stands where a character was lost",
}
_RETYPE = "delete it and type the word again by hand; such signs come along with copied text"
_HINTS = {
    "\x00": "open the file in a text editor and save it again as text, with the encoding 'UTF-8'",
    "\r": "save the file again with the line ends of Windows or Unix",
    "\ufffd": "type the lost character again",
}


def name_character(character: str) -> str:
    """What a refused character is, in words: `an invisible character, zero width space (U+200B)`."""
    if known := _NAMES.get(character):
        return known
    number = f"U+{ord(character):04X}"
    category = unicodedata.category(character)
    if category == "Co":
        return f"a sign of one font only ({number}), which other computers cannot show"
    if category == "Cc":
        return f"an invisible control character ({number})"
    name = unicodedata.name(character, "").lower()
    return f"an invisible character, {name} ({number})" if name else f"an invisible character ({number})"


def _place(text: str, position: int, path: str) -> Location:
    line_start = text.rfind("\n", 0, position) + 1
    return Location(path, text.count("\n", 0, position) + 1, position - line_start + 1)


def _decode(data: bytes, path: str, report: Report) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "save it again with the encoding 'UTF-8'"
        report.add("L003", "the file is saved as UTF-16 ('Unicode text')", Location(path), hint)
        return None
    text = data.removeprefix(codecs.BOM_UTF8)
    try:
        return text.decode()
    except UnicodeDecodeError as fault:
        before = text[: fault.start].decode()
        message = f"byte {text[fault.start]:#04x} is not UTF-8 text"
        hint = "save it again with the encoding 'UTF-8' (in Excel: 'CSV UTF-8'), then check the accents"
        report.add("L003", message, _place(before, len(before), path), hint)
        return None


def _one_return(found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Hidden signs, of carriage returns by themselves only the first: all lines of such a file end with one."""
    told = False
    for match in found:
        if not (told and match.group() == "\r"):
            yield match
        told = told or match.group() == "\r"


def read_text(data: bytes, path: str, report: Report, limit: int = MAX_BYTES) -> str | None:
    """The text of a file without its byte order mark; None when a fault (L002, L003, L004) was reported."""
    if len(data) > limit:
        message = f"the file is larger than {limit // 1024:,} KiB"
        report.add("L002", message, Location(path), "split it, or take out what does not belong here")
        return None
    text = _decode(data, path, report)
    if text is None or not (_SUSPECT_ASCII if text.isascii() else _SUSPECT).search(text):
        return text
    hidden = list(islice(_one_return(FORBIDDEN.finditer(text)), _MAX_SHOWN + 1))
    for count, match in enumerate(hidden):
        place, sign = _place(text, match.start(), path), match.group()[0]
        hint = _HINTS.get(sign, _RETYPE)
        if count == _MAX_SHOWN:
            report.add("L004", "more hidden signs follow", place, hint)
        else:
            report.add("L004", f"here stands {name_character(sign)}", place, hint)
    return None if hidden else text


def written_once(text: str) -> str:
    """The same text; a short one is in memory once, however many records hold it."""
    return sys.intern(text) if len(text) <= _A_WORD else text
