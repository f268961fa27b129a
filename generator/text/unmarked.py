"""The short way for text without Markdown: escaping and paragraphs, citations and links to records set in by a pattern.

Most fields are such text, and this takes a few microseconds where the full way takes a few hundred. A property test
holds both to the same result.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from generator.text.addresses import ID, LINK_KINDS, ROOT, Target, record_address
from generator.text.citations import CITATION, citation_in_words, read_citation

__all__ = ["Unmarked", "as_typed", "read_unmarked"]

_KINDS = "|".join(kind for kind in LINK_KINDS if kind != "page")
_RECORD_LINK = rf"\[(?P<words>[^\[\]\\`*_<>&|\x00-\x1f\x7f]+)\]\((?P<kind>{_KINDS}):(?P<id>{ID})\)"
_KNOWN = re.compile(rf"(?<!!)(?:{CITATION.pattern}|{_RECORD_LINK})")
_WITHIN = re.compile(
    r"[\\`*_\[\]<|\x00-\x09\x0b-\x1f\x7f]"  # marks within a line
    r"|&(?=[#A-Za-z])"  # the beginning of an entity
)
_AT_THE_START = re.compile(r"[#+=~>-]|\d+[.)]|\ufeff")
"""Marks at the beginning of a line."""
_BETWEEN = re.compile(r"\n\n+")


class Unmarked(NamedTuple):
    """HTML and plain text of a text without Markdown, and what it points to."""

    html: str
    text: str
    citations: tuple[str, ...]
    links: tuple[Target, ...]


def _is_active(source: str) -> bool:
    """Whether a text holds anything that Markdown may read as more than words."""
    if _WITHIN.search(source):
        return True
    return any(
        line != line.strip()  # code, line breaks, and space of any kind that markdown-it trims
        or line.endswith("\ufeff")
        or _AT_THE_START.match(line)
        for line in source.split("\n")
    )


def _paragraphs(source: str) -> list[str]:
    return [paragraph.strip() for paragraph in _BETWEEN.split(source.strip("\n")) if paragraph]


def _escaped(words: str) -> str:
    return html.escape(words, quote=False).replace("\xa0", "&nbsp;")


def as_typed(source: str) -> str:
    """Any text as paragraphs of plain words, just as it was typed."""
    return "".join(map(_words_only, _paragraphs(source.replace(ROOT, "\ufffd"))))


def _words_only(paragraph: str) -> str:
    return f"<p>{_escaped(paragraph)}</p>\n"


def _drawn(known: re.Match[str]) -> str:
    if known["id"]:
        return f'<a href="{record_address(known["kind"], known["id"])}">{_escaped(known["words"])}</a>'
    cited = (
        f'<a class="cite" href="{record_address("reference", one.reference)}">{one.label}</a>{_escaped(one.locator)}'
        for one in read_citation(known.group())
    )
    return f"({'; '.join(cited)})"


def _paragraph(words: str) -> str:
    """One paragraph in HTML: what stands between the citations and links is escaped."""
    pieces, end = [], 0
    for known in _KNOWN.finditer(words):
        pieces += [_escaped(words[end : known.start()]), _drawn(known)]
        end = known.end()
    return "".join(["<p>", *pieces, _escaped(words[end:]), "</p>\n"])


def _said(known: re.Match[str]) -> str:
    if known["id"]:
        return known["words"]
    return citation_in_words(known.group())


def read_unmarked(source: str) -> Unmarked | None:
    """The result for a text that holds no Markdown but citations and links to records; None for any other text."""
    found = list(_KNOWN.finditer(source)) if "[" in source else []
    if _is_active(_KNOWN.sub("x", source) if found else source):
        return None
    paragraphs = _paragraphs(source)
    page = "".join(map(_paragraph if found else _words_only, paragraphs))
    text = "\n".join((_KNOWN.sub(_said, words) if found else words).replace("\n", " ") for words in paragraphs)
    cited = (one.reference for known in found if not known["id"] for one in read_citation(known.group()))
    linked = ((known["kind"], known["id"]) for known in found if known["id"])
    return Unmarked(page, text, tuple(dict.fromkeys(cited)), tuple(dict.fromkeys(linked)))
