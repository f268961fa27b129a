"""Hand-written pages: Markdown with a head of a few fields between two lines `---`.

Only takes them apart. The head is YAML, read as strictly as any record; the Markdown is turned into HTML elsewhere.
"""

from __future__ import annotations

import re

from generator.diagnostics import Location, Report
from generator.load.characters import read_text
from generator.load.yaml_events import read_yaml_text
from generator.model.source import Document, Mark, PageSource

__all__ = ["read_page"]

_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


def read_page(data: bytes, path: str, url: str, report: Report) -> PageSource | None:
    """A page's head, its Markdown, and the line on which that begins; None when it cannot be used.

    `path` is the name that messages show, `url` the page's address below the site's root. A page without a head gets
    an empty one. Faults (L002-L004, L101-L110, L301) go to the report.
    """
    text = read_text(data, path, report)
    if text is None:
        return None
    opening = _FENCE.match(text)
    if not opening:
        return PageSource(path, url, Document(path, {}, Mark(1, 1)), text, 1)
    closing = _FENCE.search(text, opening.end() + 1)
    if not closing:
        hint = "write a line '---' after the last field of the head"
        report.add("L301", "the head of the page is opened here and not closed", Location(path), hint)
        return None
    fields = text[opening.end() + 1 : closing.start()]
    if not fields.strip():
        report.add(
            "L301", "the head of the page is empty", Location(path, 2), "write 'title: ...' between the lines '---'"
        )
        return None
    head = read_yaml_text(fields, path, report, first_line=2)
    if head is None:
        return None
    body = closing.end() + 1
    return PageSource(path, url, head, text[body:], text.count("\n", 0, body) + 1)
