"""Hand-written pages: the Markdown of `content/pages/` behind the same walls as every other text."""

from __future__ import annotations

from collections import defaultdict

from generator.model.library import Page, SearchEntry
from generator.render.environment import draw
from generator.render.overview import HOME
from generator.render.view import LibraryView, Link
from generator.render.worked_out import whole_library
from generator.text import page_html

__all__ = ["draw_written"]


def draw_written(view: LibraryView, url: str) -> Page:
    """The hand-written page at an address."""
    page = view.written[url]
    article = page_html(page.markdown)
    if article.title.casefold() == page.head.title.casefold():
        article = page_html(page.markdown, titled=True)
    context = {
        "page_type": "written",
        "title": page.head.title,
        "crumbs": _crumbs(view, page.url),
        "parts": {
            heading.anchor.removeprefix("s-"): heading.title for heading in article.headings if heading.level == 2
        },
        "about": page.head.description or "",
        "article": article.html,
        "below": [Link(address, view.written_titles[address]) for address in _below(view).get(url, ())],
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


def _crumbs(view: LibraryView, url: str) -> list[Link]:
    """Home and every page above this one that there is."""
    titles = view.written_titles
    steps = url.strip("/").split("/")[:-1]
    above = ["/".join(steps[: at + 1]) + "/" for at in range(len(steps))]
    return [HOME, *(Link(address, titles[address]) for address in above if address in titles)]


@whole_library
def _below(view: LibraryView) -> dict[str, list[str]]:
    """Address -> the hand-written pages one step below it, by title; none for the first page, below which are all."""
    titles = view.written_titles
    below: dict[str, list[str]] = defaultdict(list)
    for address in sorted(titles, key=lambda address: titles[address].casefold()):
        below[f"{address.rstrip('/').rpartition('/')[0]}/"].append(address)
    return below
