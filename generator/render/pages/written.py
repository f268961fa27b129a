"""Hand-written pages: the Markdown of `content/pages/` behind the same walls as every other text."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.overview import HOME
from generator.render.view import LibraryView, Link
from generator.text import page_html

__all__ = ["draw_written"]


def draw_written(view: LibraryView, url: str) -> Page:
    """The hand-written page at an address."""
    page = view.written[url]
    titles = {other.url: other.head.title for other in view.written.values()}
    article = page_html(page.markdown)
    if article.title.casefold() == page.head.title.casefold():
        article = page_html(page.markdown, titled=True)
    context = {
        "page_type": "written",
        "title": page.head.title,
        "crumbs": _crumbs(page.url, titles),
        "parts": {
            heading.anchor.removeprefix("s-"): heading.title for heading in article.headings if heading.level == 2
        },
        "about": page.head.description or "",
        "article": article.html,
        "below": _below(page.url, titles),
    }
    entries = [
        SearchEntry(section.anchor, section.title or page.head.title, section.text) for section in article.sections
    ]
    if not any(entry.anchor == "" for entry in entries):
        entries.insert(0, SearchEntry("", page.head.title, page.head.description or ""))
    return Page(
        url=page.url,
        page_type="written",
        title=page.head.title,
        description=page.head.description or "",
        body=draw("written", context),
        source=page.source,
        search=tuple(entries),
    )


def _crumbs(url: str, titles: Mapping[str, str]) -> list[Link]:
    """Home and every page above this one that there is."""
    steps = url.strip("/").split("/")[:-1]
    above = ["/".join(steps[: at + 1]) + "/" for at in range(len(steps))]
    return [HOME, *(Link(address, titles[address]) for address in above if address in titles)]


def _below(url: str, titles: Mapping[str, str]) -> list[Link]:
    """The hand-written pages one step below this one; none for the first page, below which are all."""
    below = [address for address in titles if url and address.startswith(url) and address[len(url) :].count("/") == 1]
    return [Link(address, titles[address]) for address in sorted(below, key=lambda address: titles[address].casefold())]
