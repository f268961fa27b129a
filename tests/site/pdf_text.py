"""The words of a PDF that Chromium printed, so that tests can say what stands on paper. Not for other PDFs.

Chromium writes each text as numbers of glyphs (`<0024> Tj`) in a compressed stream and, for each font, a table from
glyphs to letters (ToUnicode). It names a font after the number of its object: `/F4` is the object 4.
"""

from __future__ import annotations

import re
import unicodedata
import zlib

__all__ = ["words_of"]

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_TABLE = re.compile(rb"/ToUnicode (\d+) 0 R")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>\s*(?:Tj|[^\]<>]*(?=[\]<]))")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
"""Some fonts have one glyph, and so one letter, for two that stand together."""
_PAIR = re.compile(rb"^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$", re.MULTILINE)


def words_of(pdf: bytes) -> str:
    """All text in the order in which it is painted, without spaces: where a line breaks is the printer's business."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    streams = {number: stream for number, body in objects.items() if (stream := _unpacked(body))}
    letters = {
        number: _letters(streams[int(table[1])]) for number, body in objects.items() if (table := _TABLE.search(body))
    }
    text = "".join(_painted(stream, letters) for stream in streams.values() if b" Tf" in stream)
    return re.sub(r"\s+", "", _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))


def _unpacked(body: bytes) -> bytes:
    found = _STREAM.search(body)
    if not found:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body[: found.start()] else found[1]


def _letters(table: bytes) -> dict[int, str]:
    """Glyph -> what it stands for."""
    letters: dict[int, str] = {}
    for first, last, start in _RANGE.findall(table):
        for place in range(int(last, 16) - int(first, 16) + 1):
            letters[int(first, 16) + place] = chr(int(start, 16) + place)
    for glyph, text in _PAIR.findall(table):
        letters[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return letters


def _painted(stream: bytes, letters: dict[int, dict[int, str]]) -> str:
    font: dict[int, str] = {}
    text = []
    for name, glyphs in _SHOWN.findall(stream):
        if name:
            font = letters.get(int(name), {})
        else:
            codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
            text.append("".join(font.get(code, "") for code in codes))
    return "".join(text)
