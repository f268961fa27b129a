"""Reads page bodies: a small parser that notes what tests ask about, so that they need no other library."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.model.library import Page

__all__ = ["Body", "read_body"]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
VOID = {"br", "hr", "img", "input", "meta", "link"}


@dataclass
class Body:
    """What a body holds."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    text: str = ""

    def ids(self) -> list[str]:
        """All ids in order."""
        return [found for _, attributes in self.tags if (found := attributes.get("id"))]

    def values(self, name: str) -> list[str]:
        """All values of an attribute in order."""
        return [found for _, attributes in self.tags if (found := attributes.get(name)) is not None]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body = Body()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.body.tags.append((tag, dict(attrs)))
        if len(dict(attrs)) < len(attrs):
            self.body.faults.append(f"<{tag}> has an attribute twice")
        if tag in HEADINGS:
            self.body.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.body.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.body.faults.append(f"</{tag}> closes nothing that is open")

    def handle_data(self, data: str) -> None:
        self.body.text += data
        if any(tag in HEADINGS for tag in self.open):
            level, words = self.body.headings[-1]
            self.body.headings[-1] = (level, words + data)


def read_body(page: Page) -> Body:
    """Parse the body of a page; elements that are not closed in order are among its faults."""
    reader = _Reader()
    reader.feed(page.body)
    reader.close()
    if reader.open:
        reader.body.faults.append(f"not closed: {reader.open}")
    return reader.body
