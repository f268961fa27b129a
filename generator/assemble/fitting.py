"""Pages set into frames: bodies, titles, what search engines and link previews read.

Frames are fitted once to each depth of address. Not for writing files (`filling`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from urllib.parse import urlsplit

from generator.model.frame import Frame, Frames
from generator.model.library import Page, Settings, stamp_of
from generator.text import ROOT

__all__ = ["Fitted", "root_from"]


class Fitted:
    """Frames fitted to depths, each made once."""

    def __init__(self, frames: Frames, settings: Settings) -> None:
        self.frames = frames
        self.settings = settings
        self.fitted: dict[tuple[str | None, str], Frame] = {}
        self.stamps: dict[tuple[str | None, str], str] = {}

    def page(self, page: Page) -> bytes:
        """A page's file."""
        return self._set(page, root_from(page.url))

    def stamp(self, page: Page) -> str:
        """Stands for all that goes into a page's file; empty when nobody knows."""
        if not page.stamp:
            return ""
        key = self.frames.key_for(page.url), root_from(page.url)
        if key not in self.stamps:
            frame = self._frame(*key)
            text = repr((frame.parts, frame.slots, replace(self.settings, build_date=None)))
            self.stamps[key] = stamp_of(text.encode())
        return page.stamp + self.stamps[key]

    def not_found(self, urls: set[str]) -> bytes:
        """Its links begin at the server's root: nobody knows from which address it will be shown."""
        links = [("", "Start page"), ("problems/", "Problems"), ("ideas/", "All ideas"), ("cases/", "Cases")]
        items = "".join(f'<li><a href="{ROOT}{url}">{words}</a></li>' for url, words in links if url in urls)
        body = (
            '<div class="cp-page"><h1>This page is not here</h1><p>The address may be old or mistyped. '
            f"Try the search above, or begin again from one of these:</p><ul>{items}</ul></div>"
        )
        page = Page("404/", "not_found", "This page is not here", "", body)
        return self._set(page, urlsplit(self.settings.site_url).path or "/")

    def _set(self, page: Page, root: str) -> bytes:
        return self._frame(self.frames.key_for(page.url), root).fill(self._values(page, root)).encode()

    def _frame(self, key: str | None, root: str) -> Frame:
        if (key, root) not in self.fitted:
            frame = self.frames.other if key is None else self.frames.of[key]
            self.fitted[key, root] = frame.at(root)
        return self.fitted[key, root]

    def _values(self, page: Page, root: str) -> Mapping[str, str]:
        name, title = escape(self.settings.site_name), escape(page.title)
        full_title = name if page.url == "" else f"{title} - {name}"
        description = escape(page.description or self.settings.site_description)
        return {
            "title": title,
            "full_title": full_title,
            "description": description,
            "head": self._head(page, full_title, description),
            "body": page.body.replace(ROOT, root),
            "edit": self._edit(page),
        }

    def _head(self, page: Page, full_title: str, description: str) -> str:
        """What search engines and link previews read."""
        lines = [
            f'<meta property="og:title" content="{full_title}">',
            f'<meta property="og:description" content="{description}">',
            '<meta property="og:type" content="website">',
        ]
        if self.settings.site_url and page.page_type != "not_found":
            address = escape(self.settings.site_url + page.url)
            lines.append(f'<meta property="og:url" content="{address}">')
            lines.append(f'<link rel="canonical" href="{address}">')
        if page.structured_data:
            lines.append(f'<script type="application/ld+json">{page.structured_data}</script>')
        return "\n".join(lines)

    def _edit(self, page: Page) -> str:
        if not (page.source and self.settings.edit_uri):
            return ""
        address = escape(self.settings.edit_uri + page.source)
        return f'<p class="cp-edit"><a href="{address}">Suggest a change to this page</a></p>'


def root_from(url: str) -> str:
    """The relative way from a page to the site's root."""
    return "../" * url.count("/") or "./"
