"""Stage 8: the finished site, read again with a browser's eyes before anybody sees it.

Every link and anchor leads somewhere, ids stand once on a page, nothing is loaded from another server, no script or
style stands in the HTML, every page has its title, language and one main heading. Bodies and frames are each read
once, not every page whole. What accessibility needs beyond that is tested in a browser, not here.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from urllib.parse import unquote

from generator.check.reading import Found, calls_in_css, read
from generator.diagnostics import Location, Report
from generator.memory import Memory
from generator.model.frame import Frame, Frames
from generator.model.library import Page, stamp_of
from generator.text import ROOT

__all__ = ["Inspection"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """A page, for messages: its address and the file it was made from."""

    url: str
    source: str | None = None


_HOUSE = _Place("")
"""The frame around all pages."""
_IN_HOUSE = "it stands in mkdocs.yml or in a template of the theme's own folder; that folder also holds its files"
_HOUSE_AS_SEEN = "house"
"""What the memory knows of it."""


Find = Callable[[str], Location | None]
"""Where a word stands in the site's settings."""


class Inspection:
    """Looks at the pages of a site one by one while they are put together, then at how they hang together."""

    def __init__(self, frames: Frames, memory: Memory, report: Report, find_setting: Find = lambda _: None) -> None:
        self.frames, self.memory, self.report, self.find_setting = frames, memory, report, find_setting
        self.of_frame: dict[str | None, Found] = {key: read(_empty(frame)) for key, frame in _all(frames)}
        self.frame_ids = {key: frozenset(found.ids) for key, found in self.of_frame.items()}
        self.files: AbstractSet[str] = frozenset()
        self.places: list[_Place] = []
        """Every page of the site."""
        self.links: dict[str, str] = {}
        """Each address that begins at the site's root, and a page that points to it."""
        self.own_links: list[tuple[str, _Place]] = []
        """Addresses that begin at the page that has them, but for those of its own parts."""
        self.last: tuple[str, frozenset[str] | None] = "", None
        """The page whose ids were asked for last, and its ids."""
        self.moved = self._house_is_new()
        """Whether the house around the pages is another than in the last build."""
        self.lost = self.moved
        """Whether a place that was there in the last build may not be there now."""

    def _house_is_new(self) -> bool:
        """Whether the ids and files of the theme are others than they were when pages were looked at."""
        ids = sorted((str(key), sorted(found)) for key, found in self.frame_ids.items())
        stamp = stamp_of(repr((ids, sorted(self.frames.files))).encode())
        before = self.memory.recall(_HOUSE_AS_SEEN)
        self.memory.remember(_HOUSE_AS_SEEN, (), {"stamp": stamp})
        return before != {"stamp": stamp}

    def look(self, page: Page, body: str | None) -> None:
        """What can be said of a page by itself; no body stands for the one that it had when it was last found sound."""
        place = _Place(page.url, page.source)
        self.places.append(place)
        outer = self.frame_ids[self.frames.key_for(page.url)]
        if body is None:
            if self.moved:
                self._check_ids(self.memory.seen_ids(page.url) or (), outer, place)
            return
        found = read(body)
        self._check_alone(page, found, place, outer)
        before = self.memory.seen_ids(page.url)
        self.lost = self.lost or (before is not None and not set(before) <= set(found.ids))
        self.memory.see(page.url, found.ids, found.links)
        inside = {f"#{name}" for name in (*found.ids, *outer)}
        self._note_links(place, (address for address in found.links if address not in inside))

    def finish(self, files: AbstractSet[str]) -> None:
        """That everything leads somewhere on the whole site, which consists of `files` (paths below its root)."""
        self.files = files
        if self.lost or any(f"{url}index.html" not in files for url in self.memory.seen()):
            for place in self.places:
                self._note_links(place, self.memory.seen_links(place.url))
        for address, place in self.own_links:
            self._follow(address, place)
        dead = {address for address, url in sorted(self.links.items()) if self._fault(address, url)}
        for place in self.places if dead else ():
            for address in sorted(dead.intersection(self.memory.seen_links(place.url))):
                self._follow(address, place)
        self._check_frames()

    def _check_alone(self, page: Page, found: Found, place: _Place, outer: AbstractSet[str]) -> None:
        ids = frozenset(found.ids)
        self._check_ids(found.ids, outer, place)
        for address in found.calls:
            self._add("C804", place, f"'{address}' would be loaded from another server")
        for code in found.inline:
            self._add("C807", place, f"script or style inside the page: {code}")
        if found.headings != 1 or not page.title.strip():
            self._add("C806", place, f"{found.headings} main headings, and the title is '{page.title}'")
        texts = (page.title, page.description, page.structured_data or "")
        if any(ROOT in text for text in (*texts, *(entry.title + entry.text for entry in page.search))):
            self._add("C805", place, "a mark for the site's root stands in a title, a description or the search")
        for entry in page.search:
            if entry.anchor and entry.anchor not in ids:
                self._add("C802", place, f"the search points to '#{entry.anchor}', which is not on the page")

    def _check_ids(self, ids: Sequence[str], outer: AbstractSet[str], place: _Place) -> None:
        if len(set(ids)) != len(ids) or not outer.isdisjoint(ids):
            twice = [name for name, times in Counter([*ids, *outer]).items() if times > 1]
            self._add("C803", place, f"the id '{twice[0]}' stands twice")

    def _note_links(self, place: _Place, links: Iterable[str]) -> None:
        for address in dict.fromkeys(links):
            if address.startswith(ROOT):
                self.links.setdefault(address, place.url)
            elif not _SCHEME.match(address):
                self.own_links.append((address, place))

    def _check_frames(self) -> None:
        """That the house around the pages is sound; a fault in it is said once."""
        for key, frame in _all(self.frames):
            found = self.of_frame[key]
            for address in found.calls:
                self._add("C804", _HOUSE, f"the theme would load '{address}' from another server")
            for code in found.inline:
                if not (code.startswith(("<", "style=")) or "javascript:void(0)" in code):  # those are the theme's own
                    self._add("C807", _HOUSE, f"script inside the HTML of the theme or the settings: {code}")
            for address in found.links:
                self._follow(address, _HOUSE)
            if 'lang="' not in frame.parts[0] or found.headings:
                self._add("C806", _HOUSE, "the theme gives no language, or a main heading of its own")
        for path, data in self.frames.files.items():
            if path.endswith(".css"):
                for address in calls_in_css(data.decode("utf-8", "replace")):
                    self.report.add("C804", f"the style sheet '{path}' would load '{address}' from another server")

    def _follow(self, address: str, place: _Place) -> None:
        """Report a link that leads nowhere."""
        if fault := self._fault(address, place.url):
            code, message, hint = fault
            self._add(code, place, message, hint, address)

    def _fault(self, address: str, url: str) -> tuple[str, str, str | None] | None:
        """Why a link on a page leads nowhere: code, message, hint; None when it leads somewhere."""
        path, _, fragment = address.partition("#")
        path = path.partition("?")[0]
        if _SCHEME.match(path):
            return None
        if path.startswith("/"):
            return "C801", f"the link '{path}' begins at the server's root, where this site may not be", None
        below = path.removeprefix(ROOT) if path.startswith(ROOT) else posixpath.join(url, path)
        target = _tidy(unquote(below)) if path else url
        if f"{target}index.html" in self.files and (target == "" or target.endswith("/")):
            return self._fault_of_anchor(target, fragment)
        if target in self.files:
            return None
        near = self.report.suggest(target, (file.removesuffix("index.html") for file in self.files))
        return "C801", f"the link to '{target}' leads nowhere", near

    def _fault_of_anchor(self, target: str, fragment: str) -> tuple[str, str, str | None] | None:
        if not fragment or fragment in self.frame_ids[self.frames.key_for(target)]:
            return None
        ids = self._ids_of(target)
        if ids is None or fragment in ids:
            return None
        message = f"the link to '{target}#{fragment}' finds no such place on that page"
        return "C802", message, self.report.suggest(fragment, ids)

    def _ids_of(self, url: str) -> frozenset[str] | None:
        """The ids on a page; None for a page that is not of our making."""
        if self.last[0] != url or self.last[1] is None:
            ids = self.memory.seen_ids(url)
            self.last = url, None if ids is None else frozenset(ids)
        return self.last[1]

    def _add(self, code: str, place: _Place, message: str, hint: str | None = None, address: str = "") -> None:
        """Report a fault, that of an address around every page where the settings have it."""
        location = Location(place.source) if place.source else None
        where = "around every page" if place is _HOUSE else f"on the page '{place.url or '/'}'"
        if place is _HOUSE:
            written = address.removeprefix(ROOT).strip("./")
            location = self.find_setting(written) if written else None
            hint = f"{hint}  {_IN_HOUSE}" if hint else _IN_HOUSE
        self.report.add(code, f"{where}: {message}", location, hint)


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
