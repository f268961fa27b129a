"""Hand-written pages: the same walls as prose, with ids at headings, a list of contents and entries for search."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup

from generator.text.addresses import Target, slug
from generator.text.markdown import parse
from generator.text.prose import drawn, shape_fault
from generator.text.reading import Part, read_tokens
from generator.text.unmarked import as_typed

__all__ = ["MAX_PAGE", "Article", "Heading", "Section", "page_html"]

MAX_PAGE = 60_000
"""Characters of one page."""

MAX_PAGE_CELLS = 12_000

_LEVELS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_HEADING = re.compile(r"<h([234])>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the list of contents: its level (2 to 4), its id (`s-...`) and its words."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page for search: its id (empty before the first heading), its title and its plain text."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page's body and what it says. `title` is the words of a first heading `# ...`."""

    html: Markup
    title: str = ""
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    citations: tuple[str, ...] = ()
    links: tuple[Target, ...] = ()
    faults: tuple[str, ...] = ()
    lines: Mapping[str | Target, int] = field(default_factory=dict)
    """Fault, citation or link -> line (from 0) of the paragraph, list entry or row in which it stands first."""


def _anchors(parts: list[Part]) -> Iterator[str]:
    """An id for each heading: `s-` and its words, numbered when two are alike."""
    seen: dict[str, int] = {}
    for part in parts:
        anchor = "s-" + (slug(part.title)[:60].rstrip("-") or "part")
        seen[anchor] = count = seen.get(anchor, 0) + 1
        yield anchor if count == 1 else f"{anchor}--{count}"


@lru_cache(maxsize=256)  # checking, linking and drawing ask for the same pages
def page_html(markdown: str, *, titled: bool = False) -> Article:
    """The body of a hand-written page: safe HTML with h2 to h4 and their ids, and all that the page says.

    A first heading `# ...` is one of them too, unless it is `titled`: then it repeats the title above the body.
    """
    if fault := shape_fault(markdown, MAX_PAGE, MAX_PAGE_CELLS):
        return Article(Markup(as_typed(markdown)), faults=(fault,))  # noqa: S704 - escaped by as_typed
    tokens, title = parse(markdown), ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title = read_tokens(tokens[:3], {}).parts[-1].title
        if titled:
            del tokens[:3]
    reading = read_tokens(tokens, _LEVELS)
    page = drawn(markdown, tokens, reading)
    first, *parts = reading.parts
    anchors = list(_anchors(parts))
    names = iter(anchors)
    page = _HEADING.sub(lambda heading: f'<h{heading[1]} id="{next(names)}">', page)
    sections = [Section(anchor, part.title, "\n".join(part.lines)) for anchor, part in zip(anchors, parts, strict=True)]
    if first.lines:
        sections.insert(0, Section("", "", "\n".join(first.lines)))
    return Article(
        html=Markup(page),  # noqa: S704 - cleaned by safe_html
        title=title,
        headings=tuple(Heading(part.level, anchor, part.title) for anchor, part in zip(anchors, parts, strict=True)),
        sections=tuple(sections),
        citations=tuple(reading.citations),
        links=tuple(reading.links),
        faults=tuple(reading.faults),
        lines=reading.lines,
    )
