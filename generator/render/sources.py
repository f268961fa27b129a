"""Sources and citations in words: one line for a list of sources, 'how to cite' as plain text and as BibTeX.

The style follows the author-date habit of the field; titles are kept as the record gives them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from generator.model.catalog import Catalog
from generator.model.lookup import Name, Reference

__all__ = ["SourceLine", "bibtex", "cited_as", "named_citations", "source_line", "year_of"]

_CITATION = re.compile(r'(<a class="cite" href="[^"]*#ref-([a-z0-9-]+)">)[^<]*(?=</a>)')
"""A citation as `text` draws it; authors cannot write one, since their HTML is shown as text."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the parts of its line: who and when, title, where it came out, and its address."""

    byline: str
    title: str
    published: str
    url: str
    sort_key: tuple[str, str]

    @property
    def text(self) -> str:
        """The whole line as plain text."""
        return " ".join(part for part in (self.byline, _stopped(self.title), self.published, self.url) if part)


def _initials(given: str) -> str:
    """`A. M.` of `Ana Maria`; scripts without capitals, such as Chinese and Arabic, shorten no names."""
    if given.upper() == given.lower():
        return given
    return " ".join(f"{part[0]}." for part in re.split(r"[\s.]+", given) if part)


def _name(name: Name) -> str:
    if not name.family:
        return name.literal or name.given or ""
    parts = [name.family, _initials(name.given) if name.given else "", name.suffix or ""]
    return ", ".join(part for part in parts if part)


def _names(names: Sequence[Name]) -> str:
    written = [text for name in names if (text := _name(name))]
    if len(written) > 7:
        return f"{', '.join(written[:6])}, ... & {written[-1]}"
    return f"{', '.join(written[:-1])}, & {written[-1]}" if len(written) > 1 else "".join(written)


def _stopped(text: str) -> str:
    return text if not text or text[-1] in ".?!" else f"{text}."


def year_of(reference: Reference) -> str:
    """The year of a source, or 'no date'."""
    found = re.search(r"\d{4}", reference.issued or "")
    return found.group() if found else "no date"


def _published(reference: Reference) -> str:
    """Where it came out: journal with volume and pages, book, publisher, number."""
    container = reference.container_title or ""
    if container and reference.volume is not None:
        container += f", {reference.volume}" + (f"({reference.issue})" if reference.issue is not None else "")
    if container and reference.page is not None:
        container += f", {reference.page}" if reference.volume is not None else f" (pp. {reference.page})"
    number = f"No. {reference.number}" if reference.number is not None else ""
    parts = [container, number, reference.publisher if reference.publisher != container else ""]
    return " ".join(_stopped(part) for part in parts if part)


def source_line(reference: Reference, letter: str = "") -> SourceLine:
    """A source as one line: Hough, H., & Willis, J. (2017a). Title. Journal, 3(2), 1-20. Publisher. Address."""
    people = _names(reference.author) or (f"{_names(reference.editor)} (Ed.)" if reference.editor else "")
    who = people or reference.publisher or ""
    when = year_of(reference) + (letter if reference.issued else f", {letter}" if letter else "")
    byline = f"{who or 'Author not named'} ({when})."
    address = f"https://doi.org/{reference.doi}" if reference.doi else str(reference.url or "")
    return SourceLine(
        byline,
        reference.title,
        _published(reference),
        address,
        ((who or reference.title).casefold(), year_of(reference)),
    )


def cited_as(authors: Sequence[str], year: str, title: str, site: str, url: str) -> str:
    """How to cite one of our own pages, in plain text."""
    who = ", ".join(authors)
    return " ".join(part for part in (_stopped(who), f"({year}).", _stopped(title), _stopped(site), url) if part)


_BIBTEX_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def _bibtex_text(text: str) -> str:
    return "".join(_BIBTEX_SIGNS.get(sign, sign) for sign in text)


def bibtex(key: str, authors: Sequence[str], fields: dict[str, str]) -> str:
    """A BibTeX entry of the type `misc`: empty fields are left out, signs of TeX are escaped but for the address."""
    lines = [f"@misc{{{key},"]
    if who := " and ".join(f"{{{_bibtex_text(name)}}}" for name in authors):  # in braces, names stay as they are
        lines.append(f"  author = {{{who}}},")
    for name, value in fields.items():
        if value:
            written = value if name == "url" else _bibtex_text(value)
            lines.append(f"  {name} = {{{written}}},")
    return "\n".join([*lines, "}"])


def named_citations(body: str, catalog: Catalog) -> str:
    """A page body whose citations say what the sources are called; prose alone knows only their ids."""

    def named(match: re.Match[str]) -> str:
        return f"{match[1]}{escape(catalog.name_of(match[2]))}" if match[2] in catalog.references else match[0]

    return _CITATION.sub(named, body)
