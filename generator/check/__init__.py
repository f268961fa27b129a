"""Stage 8: the finished site, read again with a browser's eyes before anybody sees it.

Every link and anchor leads somewhere, ids stand once on a page, nothing is loaded from another server, no script or
style stands in the HTML, every page has its title, language and one main heading. Bodies and frames are each read
once, not every page whole. What accessibility needs beyond that is tested in a browser, not here.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from urllib.parse import unquote

from generator.check.reading import Found, calls_in_css, read
from generator.diagnostics import Location, Report, suggest
from generator.model.frame import Frame, Frames
from generator.model.library import Page, Rendered
from generator.text import ROOT

__all__ = ["check"]

_HOUSE = "the frame of the site"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def check(rendered: Rendered, frames: Frames, files: AbstractSet[str], report: Report) -> None:
    """Check a site that consists of `files` (paths below its root); faults go into the report."""
    site = _Site(rendered, frames, files, report)
    for page in rendered.pages:
        site.check_page(page)
    for page in rendered.pages:
        site.check_links(page)
    site.check_frames()
    site.check_styles()


class _Site:
    def __init__(self, rendered: Rendered, frames: Frames, files: AbstractSet[str], report: Report) -> None:
        self.frames = frames
        self.files = files
        self.report = report
        self.styles = {**frames.files, **rendered.files}
        self.of_frame: dict[str | None, Found] = {key: read(_empty(frame)) for key, frame in _all(frames)}
        self.frame_ids = {key: frozenset(found.ids) for key, found in self.of_frame.items()}
        self.found: dict[str, Found] = {}
        self.sound: set[str] = set()
        """Addresses from the site's root that were followed and lead somewhere."""
        self.ids: dict[str, frozenset[str]] = {}

    def check_page(self, page: Page) -> None:
        """What can be said of a page by itself."""
        found = self.found[page.url] = read(page.body)
        self.ids[page.url] = frozenset(found.ids)
        outer = self.frame_ids[self.frames.key_for(page.url)]
        if len(found.ids) != len(self.ids[page.url]) or not outer.isdisjoint(self.ids[page.url]):
            twice = [name for name, times in Counter([*found.ids, *outer]).items() if times > 1]
            self._add("C803", page, f"the id '{twice[0]}' stands twice")
        for address in found.calls:
            self._add("C804", page, f"'{address}' would be loaded from another server")
        for code in found.inline:
            self._add("C807", page, f"script or style inside the page: {code}")
        if found.headings != 1 or not page.title.strip():
            self._add("C806", page, f"{found.headings} main headings, and the title is '{page.title}'")
        if " object at 0x" in page.body:
            self._add("C805", page, "the program printed one of its own objects in place of its words")
        texts = (page.title, page.description, page.structured_data or "")
        if any(ROOT in text for text in (*texts, *(entry.title + entry.text for entry in page.search))):
            self._add("C805", page, "a mark for the site's root stands in a title, a description or the search")

    def check_links(self, page: Page) -> None:
        """That everything a page points to is there; most pages point to the same few places."""
        for address in self.found[page.url].links:
            if address not in self.sound and self._follow(address, page) and address.startswith(ROOT):
                self.sound.add(address)
        for entry in page.search:
            if entry.anchor and entry.anchor not in self.ids[page.url]:
                self._add("C802", page, f"the search points to '#{entry.anchor}', which is not on the page")

    def check_frames(self) -> None:
        """That the house around the pages is sound; a fault in it is said once."""
        for key, frame in _all(self.frames):
            page = Page(key or "", "frame", _HOUSE, "", "")
            found = self.of_frame[key]
            for address in found.calls:
                self._add("C804", page, f"the theme would load '{address}' from another server")
            for address in found.links:
                self._follow(address, page)
            if 'lang="' not in frame.parts[0] or found.headings:
                self._add("C806", page, "the theme gives no language, or a main heading of its own")

    def check_styles(self) -> None:
        """That no style sheet loads from elsewhere."""
        for path, data in self.styles.items():
            if path.endswith(".css"):
                for address in calls_in_css(data.decode("utf-8", "replace")):
                    self.report.add("C804", f"the style sheet '{path}' would load '{address}' from another server")

    def _follow(self, address: str, page: Page) -> bool:
        """Whether a link leads somewhere; if not, it is reported."""
        path, _, fragment = address.partition("#")
        path = path.partition("?")[0]
        if _SCHEME.match(path):
            return True
        if path.startswith("/"):
            self._add("C801", page, f"the link '{path}' begins at the server's root, where this site may not be")
            return False
        below = path.removeprefix(ROOT) if path.startswith(ROOT) else posixpath.join(page.url, path)
        target = _tidy(unquote(below)) if path else page.url
        if f"{target}index.html" in self.files and (target == "" or target.endswith("/")):
            return self._find_anchor(target, fragment, page)
        if target not in self.files:
            self._add("C801", page, f"the link to '{target}' leads nowhere", suggest(target, self.ids))
        return target in self.files

    def _find_anchor(self, target: str, fragment: str, page: Page) -> bool:
        if not fragment or fragment in self.ids.get(target, ()) or target not in self.ids:
            return True
        if fragment in self.frame_ids[self.frames.key_for(target)]:
            return True
        near = suggest(fragment, self.ids[target])
        self._add("C802", page, f"the link to '{target}#{fragment}' finds no such place on that page", near)
        return False

    def _add(self, code: str, page: Page, message: str, hint: str | None = None) -> None:
        place = Location(page.source) if page.source else None
        where = "around every page" if page.title is _HOUSE else f"on the page '{page.url or '/'}'"
        self.report.add(code, f"{where}: {message}", place, hint)


def _all(frames: Frames) -> Iterator[tuple[str | None, Frame]]:
    yield None, frames.other
    yield from frames.of.items()


def _empty(frame: Frame) -> str:
    """A frame with nothing in it, its own inline scripts (which its policy allows) left out."""
    html = frame.fill(dict.fromkeys(frame.slots, ""))
    return re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)


def _tidy(path: str) -> str:
    """A path without `.` and `..`; one that leads above the root keeps its dots and is not found."""
    tidy = posixpath.normpath(path)
    tidy = "" if tidy == "." else tidy
    return tidy + "/" if tidy and path.endswith(("/", "/.", "/..")) else tidy
